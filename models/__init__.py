"""The program without a screen: records, rules, store, actions and queries."""
