/* fork() for Node, so that a process that has loaded everything bears others that have, too. Written down here instead of taken from
   node_api.h and uv.h, which do not come with every Node. */
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

typedef struct napi_env__ *napi_env;
typedef struct napi_value__ *napi_value;
typedef struct napi_callback_info__ *napi_callback_info;
typedef napi_value (*napi_callback)(napi_env, napi_callback_info);
int napi_create_function(napi_env, const char *, size_t, napi_callback, void *, napi_value *);
int napi_create_int32(napi_env, int32_t, napi_value *);
int napi_set_named_property(napi_env, napi_value, const char *, napi_value);
struct uv_loop_s;
struct uv_loop_s *uv_default_loop(void);
int uv_loop_fork(struct uv_loop_s *);

/* V8 keeps its compiled code out of a fork; here it shall be in it. */
static void keep_code(void) {
  FILE *maps = fopen("/proc/self/maps", "r");
  char line[4096];
  unsigned long from, to;
  if (!maps) return;
  while (fgets(line, sizeof line, maps))
    if (sscanf(line, "%lx-%lx", &from, &to) == 2) madvise((void *)from, to - from, MADV_DOFORK);
  fclose(maps);
}

/* Answers the number of the new process in the old one, less than 0 in the new one: its own number, which it else takes for that of the old one; 0 where there is none. */
static napi_value bear(napi_env env, napi_callback_info info) {
  (void)info;
  keep_code();
  /* Nobody waits for them: the kernel clears them away as they die. */
  signal(SIGCHLD, SIG_IGN);
  pid_t pid = fork();
  if (pid == 0) {
    signal(SIGCHLD, SIG_DFL);
    if (uv_loop_fork(uv_default_loop()) != 0) _exit(70);
  }
  napi_value number;
  napi_create_int32(env, pid == 0 ? -(int32_t)getpid() : pid < 0 ? 0 : pid, &number);
  return number;
}

napi_value napi_register_module_v1(napi_env env, napi_value exports) {
  napi_value function;
  napi_create_function(env, "bear", 4, bear, 0, &function);
  napi_set_named_property(env, exports, "bear", function);
  return exports;
}

int node_api_module_get_api_version_v1(void) { return 8; }
