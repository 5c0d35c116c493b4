/* A disk that is watched and that can be full: put before the C library of a process with LD_PRELOAD.
 *
 * Everything that changes files under the folder $DISK_FOLDER is taken down in the order in which it happens,
 * in the file $DISK_LOG, so that `disk_model.py` can tell what a disk may hold when the power fails anywhere
 * in between. Records are  u8 what, u32 file, u64 at, u32 length, then so many bytes:
 *   O opened (at: 1 created, 2 emptied) path    W written      T cut or grown to `at`   S file synchronised
 *   D folder synchronised, path                 N renamed old\0new      L linked old\0new
 *   U unlinked path     M folder made, path     R folder removed, path  A written to the file $DISK_SAID
 * A file is numbered anew each time it is opened. What is written through memory maps is not seen; SQLite keeps
 * nothing but its wal-index there, which it makes anew after a power cut.
 *
 * disk_fails_after(n, error, lasting) lets the operation after the next n that take space fail with that error:
 * writing, creating, linking, renaming, and for EIO synchronising too. Once, or until it is called again with
 * n < 0; then the first write that fails is cut short, as on a disk where half of it still finds room.
 * disk_operations() tells how many such operations there were since. disk_fails_in(folder) keeps all this to a
 * folder within the watched one; NULL takes that back.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define HANDLES 4096
#define REAL(name) ((__typeof__(&name))real(#name))

enum kind { OTHER, FILE_OF_OURS, FOLDER_OF_OURS, SAID };

static struct handle {
  enum kind kind;
  uint32_t number;
  char *path;
} handles[HANDLES];

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static const char *folder, *said_path;
static size_t folder_length;
static int log_handle = -1;
static uint32_t last_number;
static long operations, fail_from = -1;
static int fail_error, fail_lasting, cut_short;
static char *failing;

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

__attribute__((constructor)) static void begin(void) {
  const char *log_path = getenv("DISK_LOG");
  folder = getenv("DISK_FOLDER");
  said_path = getenv("DISK_SAID");
  if (!folder) return;
  folder_length = strlen(folder);
  if (log_path) log_handle = REAL(open64)(log_path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
}

void disk_fails_after(long count, int error, int lasting) {
  pthread_mutex_lock(&turn);
  operations = 0;
  fail_from = count;
  fail_error = error;
  fail_lasting = lasting;
  cut_short = 0;
  pthread_mutex_unlock(&turn);
}

long disk_operations(void) { return operations; }

void disk_fails_in(const char *path) {
  pthread_mutex_lock(&turn);
  free(failing);
  failing = path ? strdup(path) : NULL;
  pthread_mutex_unlock(&turn);
}

/* Whether this operation on a path, which takes space, is to fail; counts it. */
static int fails(const char *path) {
  if (failing && strncmp(path, failing, strlen(failing))) return 0;
  long number = operations++;
  if (fail_from < 0 || number < fail_from || (number > fail_from && !fail_lasting)) return 0;
  errno = fail_error;
  return 1;
}

static void take_down(char what, uint32_t file, uint64_t at, const void *bytes, size_t length) {
  unsigned char head[17];
  uint32_t size = (uint32_t)length;
  struct iovec parts[2] = {{head, sizeof head}, {(void *)bytes, length}};
  int before = errno;
  if (log_handle < 0) return;
  head[0] = (unsigned char)what;
  memcpy(head + 1, &file, 4);
  memcpy(head + 5, &at, 8);
  memcpy(head + 13, &size, 4);
  if (REAL(writev)(log_handle, parts, 2) != (ssize_t)(sizeof head + length)) _exit(99);
  errno = before;
}

static void take_down_path(char what, uint32_t file, uint64_t at, const char *path) {
  take_down(what, file, at, path, strlen(path));
}

static void take_down_pair(char what, const char *old, const char *new) {
  char both[2 * PATH_MAX + 1];
  size_t first = strlen(old) + 1, second = strlen(new);
  memcpy(both, old, first);
  memcpy(both + first, new, second);
  take_down(what, 0, 0, both, first + second);
}

/* The path as it is seen from the root; answers NULL where it is none of ours. */
static const char *ours(int at, const char *path, char *room) {
  if (!folder || !path) return NULL;
  if (path[0] == '/') {
    strncpy(room, path, PATH_MAX - 1);
  } else {
    char link[64];
    snprintf(link, sizeof link, at == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", at);
    ssize_t length = readlink(link, room, PATH_MAX - 1);
    if (length < 0) return NULL;
    snprintf(room + length, (size_t)(PATH_MAX - length), "/%s", path);
  }
  room[PATH_MAX - 1] = 0;
  if (said_path && !strcmp(room, said_path)) return room;
  if (strncmp(room, folder, folder_length) || (room[folder_length] && room[folder_length] != '/')) return NULL;
  return room;
}

static struct handle *known(int handle) {
  return handle >= 0 && handle < HANDLES && handles[handle].kind != OTHER ? &handles[handle] : NULL;
}

static void note_opened(int handle, const char *path, int flags, int existed) {
  struct stat what;
  if (handle < 0 || handle >= HANDLES) return;
  struct handle *it = &handles[handle];
  it->kind = OTHER;
  if (!path || fstat(handle, &what)) return;
  free(it->path);
  it->path = strdup(path);
  it->number = ++last_number;
  if (S_ISDIR(what.st_mode)) {
    it->kind = FOLDER_OF_OURS;
  } else if (said_path && !strcmp(path, said_path)) {
    it->kind = SAID;
  } else {
    it->kind = FILE_OF_OURS;
    take_down_path('O', it->number, (existed ? 0u : 1u) | ((flags & O_TRUNC) ? 2u : 0u), path);
  }
}

typedef int (*opener)(int, const char *, int, ...);

static int opening(opener open_at, int at, const char *path, int flags, mode_t mode) {
  char room[PATH_MAX];
  const char *mine = ours(at, path, room);
  if (!mine) {
    int other = open_at(at, path, flags, mode);
    if (other >= 0 && other < HANDLES) handles[other].kind = OTHER;
    return other;
  }
  pthread_mutex_lock(&turn);
  int existed = !access(mine, F_OK), handle = -1;
  if (existed || !(flags & O_CREAT) || !fails(mine)) handle = open_at(at, path, flags, mode);
  note_opened(handle, mine, flags, existed);
  pthread_mutex_unlock(&turn);
  return handle;
}

static mode_t mode_of(int flags, va_list more) { return flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; }

#define OPENS(name)                                                            \
  int name(const char *path, int flags, ...) {                                 \
    va_list more;                                                              \
    va_start(more, flags);                                                     \
    mode_t mode = mode_of(flags, more);                                        \
    va_end(more);                                                              \
    return opening(REAL(openat64), AT_FDCWD, path, flags, mode);               \
  }
#define OPENS_AT(name)                                                         \
  int name(int at, const char *path, int flags, ...) {                         \
    va_list more;                                                              \
    va_start(more, flags);                                                     \
    mode_t mode = mode_of(flags, more);                                        \
    va_end(more);                                                              \
    return opening(REAL(openat64), at, path, flags, mode);                     \
  }
OPENS(open)
OPENS(open64)
OPENS_AT(openat)
OPENS_AT(openat64)
int __open_2(const char *path, int flags) { return opening(REAL(openat64), AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return opening(REAL(openat64), AT_FDCWD, path, flags, 0); }

int close(int handle) {
  struct handle *it = known(handle);
  if (it) it->kind = OTHER;
  return REAL(close)(handle);
}

/* Writes at a place of a file of ours; `count` bytes, fewer when the disk is full in the middle. */
static ssize_t writing(struct handle *it, int handle, const void *bytes, size_t count, off64_t at) {
  ssize_t written = -1;
  pthread_mutex_lock(&turn);
  if (it->kind == SAID) {
    written = REAL(write)(handle, bytes, count);
    if (written > 0) take_down('A', 0, 0, bytes, (size_t)written);
  } else {
    if (!fails(it->path)) {
      written = REAL(pwrite64)(handle, bytes, count, at);
    } else if (count > 1 && fail_lasting && !cut_short) {
      cut_short = 1;
      written = REAL(pwrite64)(handle, bytes, count / 2, at);
    }
    if (written > 0) take_down('W', it->number, (uint64_t)at, bytes, (size_t)written);
  }
  pthread_mutex_unlock(&turn);
  return written;
}

ssize_t write(int handle, const void *bytes, size_t count) {
  struct handle *it = known(handle);
  if (!it) return REAL(write)(handle, bytes, count);
  int appends = fcntl(handle, F_GETFL) & O_APPEND;
  off64_t at = lseek64(handle, 0, appends ? SEEK_END : SEEK_CUR);
  ssize_t written = writing(it, handle, bytes, count, at);
  if (written > 0 && it->kind == FILE_OF_OURS) lseek64(handle, at + written, SEEK_SET);
  return written;
}

ssize_t writev(int handle, const struct iovec *parts, int count) {
  if (!known(handle)) return REAL(writev)(handle, parts, count);
  ssize_t total = 0;
  for (int i = 0; i < count; i++) {
    ssize_t written = write(handle, parts[i].iov_base, parts[i].iov_len);
    if (written < 0) return total ? total : written;
    total += written;
    if ((size_t)written < parts[i].iov_len) break;
  }
  return total;
}

ssize_t pwrite64(int handle, const void *bytes, size_t count, off64_t at) {
  struct handle *it = known(handle);
  return it ? writing(it, handle, bytes, count, at) : REAL(pwrite64)(handle, bytes, count, at);
}
ssize_t pwrite(int handle, const void *bytes, size_t count, off_t at) { return pwrite64(handle, bytes, count, at); }

int ftruncate64(int handle, off64_t length) {
  struct handle *it = known(handle);
  struct stat what;
  int answer = -1;
  if (!it) return REAL(ftruncate64)(handle, length);
  pthread_mutex_lock(&turn);
  int grows = !fstat(handle, &what) && length > what.st_size;
  if (!grows || !fails(it->path)) answer = REAL(ftruncate64)(handle, length);
  if (!answer) take_down('T', it->number, (uint64_t)length, "", 0);
  pthread_mutex_unlock(&turn);
  return answer;
}
int ftruncate(int handle, off_t length) { return ftruncate64(handle, length); }

static int synchronising(int (*sync_it)(int), int handle) {
  struct handle *it = known(handle);
  if (!it) return sync_it(handle);
  pthread_mutex_lock(&turn);
  int answer = fail_error == EIO && fails(it->path) ? -1 : sync_it(handle);
  if (!answer && it->kind == FOLDER_OF_OURS) take_down_path('D', 0, 0, it->path);
  if (!answer && it->kind == FILE_OF_OURS) take_down('S', it->number, 0, "", 0);
  pthread_mutex_unlock(&turn);
  return answer;
}
int fsync(int handle) { return synchronising(REAL(fsync), handle); }
int fdatasync(int handle) { return synchronising(REAL(fdatasync), handle); }

/* Copies inside the kernel would pass us by: whoever asks falls back to reading and writing. */
ssize_t sendfile64(int to, int from, off64_t *at, size_t count) {
  typedef ssize_t (*sender)(int, int, off64_t *, size_t);
  if (!known(to)) return ((sender)real("sendfile64"))(to, from, at, count);
  errno = EINVAL;
  return -1;
}
ssize_t copy_file_range(int from, off64_t *a, int to, off64_t *b, size_t count, unsigned flags) {
  if (!known(to)) return REAL(copy_file_range)(from, a, to, b, count, flags);
  errno = EINVAL;
  return -1;
}

enum naming { RENAMING, LINKING };

static int naming(enum naming what, int from, const char *old, int to, const char *new) {
  char old_room[PATH_MAX], new_room[PATH_MAX];
  const char *mine = ours(to, new, new_room), *source = ours(from, old, old_room);
  int answer = -1;
  pthread_mutex_lock(&turn);
  if (!mine || !fails(mine))
    answer = what == RENAMING ? REAL(renameat)(from, old, to, new) : REAL(linkat)(from, old, to, new, 0);
  if (!answer && mine) take_down_pair(what == RENAMING ? 'N' : 'L', source ? source : old, mine);
  if (!answer && !mine && source && what == RENAMING) take_down_path('U', 0, 0, source);
  pthread_mutex_unlock(&turn);
  return answer;
}
int renameat(int from, const char *old, int to, const char *new) { return naming(RENAMING, from, old, to, new); }
int rename(const char *old, const char *new) { return naming(RENAMING, AT_FDCWD, old, AT_FDCWD, new); }
int linkat(int from, const char *old, int to, const char *new, int flags) {
  (void)flags;
  return naming(LINKING, from, old, to, new);
}
int link(const char *old, const char *new) { return naming(LINKING, AT_FDCWD, old, AT_FDCWD, new); }

int unlinkat(int at, const char *path, int flags) {
  char room[PATH_MAX];
  const char *mine = ours(at, path, room);
  pthread_mutex_lock(&turn);
  int answer = REAL(unlinkat)(at, path, flags);
  if (!answer && mine) take_down_path(flags & AT_REMOVEDIR ? 'R' : 'U', 0, 0, mine);
  pthread_mutex_unlock(&turn);
  return answer;
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int mkdirat(int at, const char *path, mode_t mode) {
  char room[PATH_MAX];
  const char *mine = ours(at, path, room);
  int answer = -1;
  pthread_mutex_lock(&turn);
  if (!mine || !access(mine, F_OK) || !fails(mine)) answer = REAL(mkdirat)(at, path, mode);
  if (!answer && mine) take_down_path('M', 0, 0, mine);
  pthread_mutex_unlock(&turn);
  return answer;
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }
