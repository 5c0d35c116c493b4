"""The running application: start-up, session, and one small controller per window."""
