/* Stands between a program and its files, and lets them fail: loaded before libc, told by ctypes.
 *
 * Calls on files below one folder are counted, recorded, failed, or answered with a sudden end.
 * Nothing else of the process notices. One thread at a time is counted on.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define DESCRIPTORS 4096
#define NEXT(name) ((__typeof__(&name))next(#name))

enum plan { NOTHING, FULL, FAULTY, DEAD };

static char *held[DESCRIPTORS];
static char watched[PATH_MAX];
static size_t watched_length;
static enum plan plan;
static long counted, at;
static int error_number, lasting, meant, torn;
static int tape = -1;

static void *next(const char *name) { return dlsym(RTLD_NEXT, name); }

/* ------------------------------------------------------------------ what the tests call */

void saboteur_watch(const char *folder) {
    strncpy(watched, folder, sizeof watched - 1);
    watched_length = strlen(watched);
}

static void begin(enum plan what, long when) {
    plan = what;
    at = when;
    counted = 0;
}

/* From the so-manyth call that needs space, there is none left. */
void saboteur_full(long when) { begin(FULL, when); error_number = ENOSPC; lasting = 1; }

/* The so-manyth call fails, or every one from there on; which: 0 writing, 1 reading, 2 any. */
void saboteur_faulty(long when, int number, int for_ever, int which) {
    begin(FAULTY, when);
    error_number = number;
    lasting = for_ever;
    meant = which;
}

/* The process ends at the so-manyth call that changes anything; in_half: a write half done. */
void saboteur_dead(long when, int in_half) { begin(DEAD, when); torn = in_half; }

void saboteur_rest(void) { plan = NOTHING; }

long saboteur_counted(void) { return counted; }

void saboteur_record(int descriptor) { tape = descriptor; }

/* ------------------------------------------------------------------ recording */

/* One entry: kind, four lengths and numbers of eight bytes each, path, second path or data. */
static void tell(char kind, const char *path, int64_t place, const void *data, size_t size) {
    if (tape < 0) return;
    int64_t head[4] = {kind, (int64_t)strlen(path), place, (int64_t)size};
    struct iovec parts[3] = {
        {head, sizeof head}, {(void *)path, strlen(path)}, {(void *)data, size}};
    syscall(SYS_writev, tape, parts, 3);
}

/* A process that nobody can tell anything may be recorded from its beginning, its children too. */
__attribute__((constructor)) static void begin_recording(void) {
    const char *folder = getenv("SABOTEUR_WATCH"), *file = getenv("SABOTEUR_TAPE");
    if (!folder || !file) return;
    saboteur_watch(folder);
    tape = syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

void saboteur_mark(const char *text) { tell('!', text, 0, "", 0); }

/* ------------------------------------------------------------------ which files are meant */

static int is_watched(const char *path) {
    return watched_length && strncmp(path, watched, watched_length) == 0;
}

/* The whole path of a name that may be meant from a folder's descriptor; NULL: not below us. */
static const char *whole(int folder, const char *name, char *room) {
    if (name[0] == '/') return is_watched(name) ? name : NULL;
    char link[64];
    ssize_t length;
    if (!watched_length) return NULL;
    if (folder == AT_FDCWD) snprintf(link, sizeof link, "/proc/self/cwd");
    else snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    length = readlink(link, room, PATH_MAX - 1);
    if (length < 0) return NULL;
    snprintf(room + length, PATH_MAX - length, "/%s", name);
    return is_watched(room) ? room : NULL;
}

static const char *of(int descriptor) {
    return descriptor >= 0 && descriptor < DESCRIPTORS ? held[descriptor] : NULL;
}

/* ------------------------------------------------------------------ what is done to a call */

enum kind { READING = 1, MAKING = 2, WRITING = 4, FLUSHING = 8, NAMING = 16, CUTTING = 32 };

static int counts(enum kind kind) {
    switch (plan) {
        case FULL: return kind & (MAKING | WRITING);
        case FAULTY: return meant == 2 || meant == (kind == READING);
        case DEAD: return kind != READING;
        default: return 0;
    }
}

/* The error that this call ends with, or 0. */
static int fate(enum kind kind) {
    if (plan == NOTHING || !counts(kind)) return 0;
    counted++;
    if (plan == DEAD) {
        if (counted == at && !(torn && kind == WRITING)) kill(getpid(), SIGKILL);
        return 0;
    }
    return (lasting ? counted >= at : counted == at) ? error_number : 0;
}

static int half_only(void) { return (plan == FULL || (plan == DEAD && torn)) && counted == at; }

#define REFUSE(kind) do { int found = fate(kind); if (found) { errno = found; return -1; } } while (0)

/* ------------------------------------------------------------------ opening and closing */

static int opened(const char *name, int folder, const char *path, int flags, mode_t mode) {
    char room[PATH_MAX];
    const char *full = whole(folder, path, room);
    int making = flags & (O_CREAT | O_TRUNC);
    if (full == NULL) return syscall(SYS_openat, folder, path, flags | O_LARGEFILE, mode);
    int there = access(full, F_OK) == 0;
    if (making && (!there || flags & O_TRUNC)) REFUSE(MAKING);
    else REFUSE(READING);
    int descriptor = syscall(SYS_openat, folder, path, flags | O_LARGEFILE, mode);
    if (descriptor >= 0 && descriptor < DESCRIPTORS) {
        free(held[descriptor]);
        held[descriptor] = strdup(full);
        if (making && !there) tell('c', full, 0, "", 0);
        else if (flags & O_TRUNC) tell('t', full, 0, "", 0);
    }
    (void)name;
    return descriptor;
}

#define OPENER(name)                                                       \
    int name(const char *path, int flags, ...) {                           \
        va_list rest; va_start(rest, flags);                               \
        mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest);                                                      \
        return opened(#name, AT_FDCWD, path, flags, mode);                 \
    }
#define OPENER_AT(name)                                                    \
    int name(int folder, const char *path, int flags, ...) {               \
        va_list rest; va_start(rest, flags);                               \
        mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest);                                                      \
        return opened(#name, folder, path, flags, mode);                   \
    }
OPENER(open)
OPENER(open64)
OPENER_AT(openat)
OPENER_AT(openat64)

int close(int descriptor) {
    if (of(descriptor)) { free(held[descriptor]); held[descriptor] = NULL; }
    return syscall(SYS_close, descriptor);
}

/* ------------------------------------------------------------------ writing and reading */

static ssize_t written(int descriptor, const void *data, size_t size, off64_t place) {
    const char *path = of(descriptor);
    if (path) {
        int found = fate(WRITING), half = half_only() && size > 1;
        if (found && !half) { errno = found; return -1; }
        if (half) size /= 2;
        int64_t where = place;
        if (place < 0) {
            where = lseek64(descriptor, 0, SEEK_CUR);
            if (fcntl(descriptor, F_GETFL) & O_APPEND) where = lseek64(descriptor, 0, SEEK_END);
        }
        tell('w', path, where, data, size);
    }
    ssize_t done = place < 0 ? syscall(SYS_write, descriptor, data, size)
                             : syscall(SYS_pwrite64, descriptor, data, size, place);
    if (path && plan == DEAD && half_only()) kill(getpid(), SIGKILL);
    return done;
}

ssize_t write(int descriptor, const void *data, size_t size) {
    return written(descriptor, data, size, -1);
}
ssize_t pwrite(int descriptor, const void *data, size_t size, off_t place) {
    return written(descriptor, data, size, place);
}
ssize_t pwrite64(int descriptor, const void *data, size_t size, off64_t place) {
    return written(descriptor, data, size, place);
}
ssize_t writev(int descriptor, const struct iovec *parts, int count) {
    ssize_t all = 0;
    if (!of(descriptor)) return syscall(SYS_writev, descriptor, parts, count);
    for (int part = 0; part < count; part++) {
        ssize_t done = written(descriptor, parts[part].iov_base, parts[part].iov_len, -1);
        if (done < 0) return all ? all : -1;
        all += done;
        if ((size_t)done < parts[part].iov_len) break;
    }
    return all;
}
ssize_t read(int descriptor, void *data, size_t size) {
    if (of(descriptor)) REFUSE(READING);
    return syscall(SYS_read, descriptor, data, size);
}
ssize_t pread(int descriptor, void *data, size_t size, off_t place) {
    if (of(descriptor)) REFUSE(READING);
    return syscall(SYS_pread64, descriptor, data, size, place);
}
ssize_t pread64(int descriptor, void *data, size_t size, off64_t place) {
    return pread(descriptor, data, size, place);
}

/* Copying inside the kernel: the caller falls back on reading and writing. */
ssize_t sendfile(int to, int from, off_t *place, size_t size) {
    if (of(to)) { errno = ENOTSOCK; return -1; }
    return syscall(SYS_sendfile, to, from, place, size);
}
ssize_t sendfile64(int to, int from, off64_t *place, size_t size) {
    return sendfile(to, from, place, size);
}

static int cut(int descriptor, off64_t size) {
    const char *path = of(descriptor);
    if (path) {
        REFUSE(CUTTING);
        tell('t', path, size, "", 0);
    }
    return syscall(SYS_ftruncate, descriptor, size);
}
int ftruncate(int descriptor, off_t size) { return cut(descriptor, size); }
int ftruncate64(int descriptor, off64_t size) { return cut(descriptor, size); }

/* Nothing here ends the machine, so that a flush need not wait for the disk. */
static int flushed(int descriptor, long number) {
    const char *path = of(descriptor);
    if (!path) return syscall(number, descriptor);
    REFUSE(FLUSHING);
    tell('s', path, 0, "", 0);
    return 0;
}
int fsync(int descriptor) { return flushed(descriptor, SYS_fsync); }
int fdatasync(int descriptor) { return flushed(descriptor, SYS_fdatasync); }

/* ------------------------------------------------------------------ names */

int rename(const char *from, const char *to) {
    char room[PATH_MAX], other[PATH_MAX];
    const char *first = whole(AT_FDCWD, from, room), *second = whole(AT_FDCWD, to, other);
    if (first || second) {
        REFUSE(NAMING);
        if (first && second) tell('r', first, 0, second, strlen(second));
    }
    return NEXT(rename)(from, to);
}

static int removed(int folder, const char *path, int flags) {
    char room[PATH_MAX];
    const char *full = whole(folder, path, room);
    if (full) {
        REFUSE(NAMING);
        tell(flags & AT_REMOVEDIR ? 'd' : 'u', full, 0, "", 0);
    }
    return syscall(SYS_unlinkat, folder, path, flags);
}
int unlink(const char *path) { return removed(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return removed(AT_FDCWD, path, AT_REMOVEDIR); }
int unlinkat(int folder, const char *path, int flags) { return removed(folder, path, flags); }

static int folder_made(int folder, const char *path, mode_t mode) {
    char room[PATH_MAX];
    const char *full = whole(folder, path, room);
    if (full && access(full, F_OK) != 0) {
        REFUSE(MAKING);
        tell('m', full, 0, "", 0);
    }
    return syscall(SYS_mkdirat, folder, path, mode);
}
int mkdir(const char *path, mode_t mode) { return folder_made(AT_FDCWD, path, mode); }
int mkdirat(int folder, const char *path, mode_t mode) { return folder_made(folder, path, mode); }

/* Whoever asks how much room there is hears the same as whoever writes. */
static int is_full(const char *path) {
    return plan == FULL && counted >= at && path && is_watched(path);
}
int statvfs(const char *path, struct statvfs *found) {
    int done = NEXT(statvfs)(path, found);
    if (!done && is_full(path)) found->f_bfree = found->f_bavail = 0;
    return done;
}
int statvfs64(const char *path, struct statvfs64 *found) {
    int done = NEXT(statvfs64)(path, found);
    if (!done && is_full(path)) found->f_bfree = found->f_bavail = 0;
    return done;
}
int fstatvfs64(int descriptor, struct statvfs64 *found) {
    int done = NEXT(fstatvfs64)(descriptor, found);
    if (!done && is_full(of(descriptor))) found->f_bfree = found->f_bavail = 0;
    return done;
}
