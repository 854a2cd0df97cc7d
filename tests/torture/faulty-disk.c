/*
 * LD_PRELOAD: stands between a process and the files below FAULTY_FOLDER. It lets the n-th change fail, drops what a failed sync had not written,
 * and records every change for a power cut that is replayed later. Orders come as names that are opened:
 *   /faulty-disk/arm/<n>/<errno>/<any|sync>/<once|onward>   /faulty-disk/disarm   /faulty-disk/count (read: changes so far, failures)
 *   /faulty-disk/record   /faulty-disk/mark/<text>   (into the file FAULTY_LOG)
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
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { CREATE = 1, WRITE, TRUNCATE, SYNC, SYNC_FOLDER, RENAME, UNLINK, MKDIR, RMDIR, MARK };
#define MOST 4096

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char *paths[MOST];
static long at, seen, failed;
static int error_to_give, only_syncs, onward, recording = 0, log_fd = -1;
/* What a file held before each change that no sync has confirmed yet; newest first. */
struct undo { struct undo *next; dev_t dev; ino_t ino; off_t off, size; size_t len; char old[]; };
static struct undo *undone;

static ssize_t raw_write(int fd, const void *data, size_t len) { return syscall(SYS_write, fd, data, len); }
static int is_ours(const char *path) {
  static const char *folder; if (!folder) folder = getenv("FAULTY_FOLDER");
  if (!path || !folder || strncmp(path, folder, strlen(folder)) != 0) return 0;
  /* Not part of what is kept: the lock, the shared index of the log, and the file that only takes room. */
  return !strstr(path, "in-use.") && !strstr(path, "-shm") && !strstr(path, "reserve.bin");
}
static const char *path_of(int fd) { return fd >= 0 && fd < MOST ? paths[fd] : NULL; }

static void put(int op, uint64_t ino, const char *a, const char *b, uint64_t off, const void *data, uint32_t len) {
  if (!recording || log_fd < 0) return;
  uint32_t la = a ? strlen(a) : 0, lb = b ? strlen(b) : 0, size = 1 + 8 + 4 + la + 4 + lb + 8 + 4 + len;
  char *record = malloc(size), *p = record;
  *p++ = (char)op; memcpy(p, &ino, 8); p += 8; memcpy(p, &la, 4); p += 4; memcpy(p, a ? a : "", la); p += la; memcpy(p, &lb, 4); p += 4; memcpy(p, b ? b : "", lb); p += lb;
  memcpy(p, &off, 8); p += 8; memcpy(p, &len, 4); p += 4; memcpy(p, data ? data : "", len);
  for (uint32_t done = 0; done < size;) { ssize_t n = raw_write(log_fd, record + done, size - done); if (n <= 0) abort(); done += n; }
  free(record);
}
static uint64_t ino_of(int fd) { struct stat s; return fstat(fd, &s) == 0 ? s.st_ino : 0; }

/* Whether this change fails: counts it, and sets errno. */
static int fails(int is_sync) {
  if (at == 0) return 0;
  if (only_syncs && !is_sync) return 0;
  seen++;
  if (seen == at || (onward && seen > at)) { failed++; errno = error_to_give; return 1; }
  return 0;
}
static void remember(int fd, off_t off, size_t len) {
  if (at == 0 || !only_syncs) return;
  struct stat s; if (fstat(fd, &s) != 0) return;
  size_t had = off < s.st_size ? (size_t)(s.st_size - off) : 0; if (had > len) had = len;
  struct undo *u = malloc(sizeof *u + had);
  u->dev = s.st_dev; u->ino = s.st_ino; u->off = off; u->size = s.st_size; u->len = had;
  char name[64]; snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
  int in = (int)syscall(SYS_openat, AT_FDCWD, name, O_RDONLY);
  if (in < 0 || syscall(SYS_pread64, in, u->old, had, off) != (long)had) { if (in >= 0) syscall(SYS_close, in); free(u); return; }
  syscall(SYS_close, in);
  u->next = undone; undone = u;
}
static void forget(int fd, int take_back) {
  struct stat s; if (fstat(fd, &s) != 0) return;
  for (struct undo **p = &undone; *p;) {
    struct undo *u = *p;
    if (u->dev != s.st_dev || u->ino != s.st_ino) { p = &u->next; continue; }
    if (take_back) { syscall(SYS_pwrite64, fd, u->old, u->len, u->off); syscall(SYS_ftruncate, fd, u->size); }
    *p = u->next; free(u);
  }
}

static int order(const char *text) {
  if (!strncmp(text, "arm/", 4)) {
    char what[16] = "", how[16] = ""; seen = failed = 0;
    sscanf(text + 4, "%ld/%d/%15[^/]/%15s", &at, &error_to_give, what, how);
    only_syncs = !strcmp(what, "sync"); onward = !strcmp(how, "onward");
  } else if (!strcmp(text, "disarm")) { at = 0; while (undone) { struct undo *u = undone; undone = u->next; free(u); } }
  else if (!strcmp(text, "count")) {
    int fd = memfd_create("count", 0); char line[64]; int n = snprintf(line, sizeof line, "%ld %ld", seen, failed);
    raw_write(fd, line, n); lseek(fd, 0, SEEK_SET); return fd;
  } else if (!strcmp(text, "record")) {
    if (log_fd < 0) log_fd = (int)syscall(SYS_openat, AT_FDCWD, getenv("FAULTY_LOG"), O_CREAT | O_TRUNC | O_WRONLY | O_APPEND, 0600);
    recording = 1;
  } else if (!strncmp(text, "mark/", 5)) put(MARK, 0, text + 5, NULL, 0, NULL, 0);
  errno = ENOENT; return -1;
}

static int opened(const char *path, int flags, mode_t mode) {
  if (!strncmp(path, "/faulty-disk/", 13)) { pthread_mutex_lock(&lock); int fd = order(path + 13); pthread_mutex_unlock(&lock); return fd; }
  if (!is_ours(path)) {
    int other = (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
    if (other >= 0 && other < MOST) paths[other] = NULL;
    return other;
  }
  pthread_mutex_lock(&lock);
  int isNew = (flags & O_CREAT) && access(path, F_OK) != 0;
  int fd = isNew && fails(0) ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
  if (fd >= 0 && fd < MOST) {
    free(paths[fd]); paths[fd] = strdup(path);
    if (isNew) put(CREATE, ino_of(fd), path, NULL, 0, NULL, 0);
    else if (flags & O_TRUNC) put(TRUNCATE, ino_of(fd), path, NULL, 0, NULL, 0);
  }
  pthread_mutex_unlock(&lock);
  return fd;
}
#define OPEN(name) int name(const char *path, int flags, ...) { va_list l; va_start(l, flags); mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(l, mode_t) : 0; va_end(l); return opened(path, flags, mode); }
OPEN(open)
OPEN(open64)
int close(int fd) { if (fd >= 0 && fd < MOST && paths[fd]) { pthread_mutex_lock(&lock); free(paths[fd]); paths[fd] = NULL; pthread_mutex_unlock(&lock); } return (int)syscall(SYS_close, fd); }

static ssize_t written(int fd, const void *data, size_t len, off_t off, int moves) {
  pthread_mutex_lock(&lock);
  ssize_t n = -1;
  if (!fails(0)) {
    remember(fd, off, len);
    n = moves ? raw_write(fd, data, len) : (ssize_t)syscall(SYS_pwrite64, fd, data, len, off);
    if (n > 0) put(WRITE, ino_of(fd), path_of(fd), NULL, off, data, (uint32_t)n);
  }
  pthread_mutex_unlock(&lock);
  return n;
}
ssize_t write(int fd, const void *data, size_t len) { return path_of(fd) ? written(fd, data, len, lseek(fd, 0, SEEK_CUR), 1) : raw_write(fd, data, len); }
ssize_t pwrite64(int fd, const void *data, size_t len, off64_t off) { return path_of(fd) ? written(fd, data, len, off, 0) : (ssize_t)syscall(SYS_pwrite64, fd, data, len, off); }
ssize_t pwrite(int fd, const void *data, size_t len, off_t off) { return pwrite64(fd, data, len, off); }
ssize_t writev(int fd, const struct iovec *v, int n) {
  if (!path_of(fd)) return syscall(SYS_writev, fd, v, n);
  ssize_t sum = 0;
  for (int i = 0; i < n; i++) { ssize_t w = write(fd, v[i].iov_base, v[i].iov_len); if (w < 0) return sum ? sum : -1; sum += w; if ((size_t)w < v[i].iov_len) break; }
  return sum;
}
ssize_t pwritev64(int fd, const struct iovec *v, int n, off64_t off) {
  ssize_t sum = 0;
  for (int i = 0; i < n; i++) { ssize_t w = pwrite64(fd, v[i].iov_base, v[i].iov_len, off + sum); if (w < 0) return sum ? sum : -1; sum += w; if ((size_t)w < v[i].iov_len) break; }
  return sum;
}
ssize_t pwritev(int fd, const struct iovec *v, int n, off_t off) { return pwritev64(fd, v, n, off); }
/* A copy inside the kernel cannot be recorded: whoever asks for one is sent to read and write. */
ssize_t sendfile64(int out, int in, off64_t *off, size_t len) { if (path_of(out)) { errno = EINVAL; return -1; } return syscall(SYS_sendfile, out, in, off, len); }
ssize_t sendfile(int out, int in, off_t *off, size_t len) { return sendfile64(out, in, off, len); }
long syscall(long number, ...) {
  static long (*real)(long, ...);
  if (!real) real = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
  long a[6]; va_list l; va_start(l, number); for (int i = 0; i < 6; i++) a[i] = va_arg(l, long); va_end(l);
  if (number == SYS_copy_file_range && path_of((int)a[2])) { errno = EXDEV; return -1; }
  return real(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}
ssize_t copy_file_range(int in, off64_t *oi, int out, off64_t *oo, size_t len, unsigned flags) { if (path_of(out)) { errno = EXDEV; return -1; } return syscall(SYS_copy_file_range, in, oi, out, oo, len, flags); }

int ftruncate64(int fd, off64_t size) {
  if (!path_of(fd)) return (int)syscall(SYS_ftruncate, fd, size);
  pthread_mutex_lock(&lock);
  struct stat s; fstat(fd, &s);
  int r = -1;
  if (!fails(0)) { if (size < s.st_size) remember(fd, size, s.st_size - size); r = (int)syscall(SYS_ftruncate, fd, size); if (r == 0) put(TRUNCATE, s.st_ino, path_of(fd), NULL, size, NULL, 0); }
  pthread_mutex_unlock(&lock);
  return r;
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

static int synced(int fd, long number) {
  if (!path_of(fd)) return (int)syscall(number, fd);
  pthread_mutex_lock(&lock);
  struct stat s; fstat(fd, &s);
  int r;
  if (fails(1)) { int given = errno; forget(fd, 1); errno = given; r = -1; }
  else { r = (int)syscall(number, fd); if (r == 0) { forget(fd, 0); put(S_ISDIR(s.st_mode) ? SYNC_FOLDER : SYNC, s.st_ino, path_of(fd), NULL, 0, NULL, 0); } }
  pthread_mutex_unlock(&lock);
  return r;
}
int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

int rename(const char *from, const char *to) {
  if (!is_ours(from)) return (int)syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
  pthread_mutex_lock(&lock);
  int r = fails(0) ? -1 : (int)syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
  if (r == 0) put(RENAME, 0, from, to, 0, NULL, 0);
  pthread_mutex_unlock(&lock);
  return r;
}
int unlinkat(int dir, const char *name, int flags) {
  char path[PATH_MAX] = "";
  if (name[0] == '/' || dir == AT_FDCWD) snprintf(path, sizeof path, "%s", name);
  else { char link[64]; snprintf(link, sizeof link, "/proc/self/fd/%d", dir); ssize_t n = readlink(link, path, sizeof path - 1); if (n > 0) snprintf(path + n, sizeof path - n, "/%s", name); }
  int r = (int)syscall(SYS_unlinkat, dir, name, flags);
  if (r == 0 && is_ours(path)) { int given = errno; pthread_mutex_lock(&lock); put(flags & AT_REMOVEDIR ? RMDIR : UNLINK, 0, path, NULL, 0, NULL, 0); pthread_mutex_unlock(&lock); errno = given; }
  return r;
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }
int remove(const char *path) { int r = unlink(path); return r == 0 || (errno != EISDIR && errno != EPERM) ? r : rmdir(path); }
int mkdir(const char *path, mode_t mode) {
  if (is_ours(path) && access(path, F_OK) != 0) { pthread_mutex_lock(&lock); int f = fails(0); pthread_mutex_unlock(&lock); if (f) return -1; }
  int r = (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
  if (r == 0 && is_ours(path)) { pthread_mutex_lock(&lock); put(MKDIR, 0, path, NULL, 0, NULL, 0); pthread_mutex_unlock(&lock); }
  return r;
}
