package dev.bailiwick.core.hardening;

import dev.bailiwick.core.value.Untrusted;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Linux's system calls by name, as x86-64 and arm64 have them. What is not allowed here is denied to every agent, and so is a
 * call that the kernel gets after this was written.
 */
public final class SystemCalls {
    /** What a program needs that computes, reads and writes files, talks over sockets and starts programs. */
    private static final Set<String> ALLOWED = words("""
            accept accept4 access alarm arch_prctl bind brk capget capset chdir chmod chown
            clock_adjtime64 clock_getres clock_getres_time64 clock_gettime clock_gettime64
            clock_nanosleep clock_nanosleep_time64 clock_settime64 close close_range connect
            copy_file_range creat dup dup2 dup3 epoll_create epoll_create1 epoll_ctl epoll_ctl_old
            epoll_pwait epoll_pwait2 epoll_wait epoll_wait_old eventfd eventfd2 execve exit
            exit_group faccessat faccessat2 fadvise64 fadvise64_64 fallocate fchdir fchmod fchmodat
            fchown fchownat fcntl fcntl64 fdatasync fgetxattr flistxattr flock fork fremovexattr
            fsetxattr fstat fstat64 fstatat fstatat64 fstatfs fstatfs64 fsync ftruncate ftruncate64
            futex futex_time64 futex_waitv futimesat get_robust_list get_thread_area getcpu getcwd
            getdents getdents64 getegid geteuid getgid getgroups getitimer getpeername getpgid
            getpgrp getpid getppid getpriority getrandom getresgid getresuid getrlimit getrusage
            getsid getsockname getsockopt gettid gettimeofday getuid getxattr inotify_add_watch
            inotify_init inotify_init1 inotify_rm_watch io_cancel io_destroy io_getevents
            io_pgetevents io_pgetevents_time64 io_setup io_submit ioctl ioprio_get ioprio_set kill
            landlock_add_rule landlock_create_ruleset landlock_restrict_self lchown lgetxattr link
            linkat listen listxattr llistxattr llseek lremovexattr lseek lsetxattr lstat lstat64
            madvise membarrier mincore mkdir mkdirat mknod mknodat mlock mlock2 mlockall mmap mmap2
            mprotect mq_getsetattr mq_notify mq_open mq_timedreceive mq_timedreceive_time64
            mq_timedsend mq_timedsend_time64 mq_unlink mremap msgctl msgget msgrcv msgsnd msync
            munlock munlockall munmap nanosleep newfstatat open openat openat2 pause pidfd_open
            pidfd_send_signal pipe pipe2 pkey_alloc pkey_free pkey_mprotect poll ppoll ppoll_time64
            prctl pread64 preadv preadv2 prlimit64 pselect6 pselect6_time64 pwrite64 pwritev
            pwritev2 read readahead readlink readlinkat readv recvfrom recvmmsg recvmmsg_time64
            recvmsg remap_file_pages removexattr rename renameat renameat2 restart_syscall rmdir
            rseq rt_sigaction rt_sigpending rt_sigprocmask rt_sigqueueinfo rt_sigreturn
            rt_sigsuspend rt_sigtimedwait rt_sigtimedwait_time64 rt_tgsigqueueinfo
            sched_get_priority_max sched_get_priority_min sched_getaffinity sched_getattr
            sched_getparam sched_getscheduler sched_rr_get_interval sched_rr_get_interval_time64
            sched_setaffinity sched_setattr sched_setparam sched_setscheduler sched_yield seccomp
            select semctl semget semop semtimedop semtimedop_time64 sendfile sendfile64 sendmmsg
            sendmsg sendto set_robust_list set_thread_area set_tid_address setfsgid setfsuid setgid
            setgroups setitimer setpgid setpriority setregid setresgid setresuid setreuid setrlimit
            setsid setsockopt setuid setxattr shmat shmctl shmdt shmget shutdown sigaltstack
            signalfd signalfd4 splice stat stat64 statfs statfs64 statx symlink symlinkat sync
            sync_file_range syncfs sysinfo tee tgkill time timer_create timer_delete
            timer_getoverrun timer_gettime timer_gettime64 timer_settime timer_settime64
            timerfd_create timerfd_gettime timerfd_gettime64 timerfd_settime timerfd_settime64 times
            tkill truncate truncate64 umask uname unlink unlinkat utime utimensat utimensat_time64
            utimes vfork vmsplice wait4 waitid write writev
            """);

    /** What is denied to every agent, by what it would open. */
    private static final Map<String, List<String>> DENIED = denied();

    private SystemCalls() {}

    private static Map<String, List<String>> denied() {
        Map<String, List<String>> denied = new TreeMap<>();
        denied.put("mounts and roots", list("""
                chroot fsconfig fsmount fsopen fspick listmount mount mount_setattr move_mount
                open_tree open_tree_attr pivot_root quotactl quotactl_fd statmount swapoff swapon
                umount umount2
                """));
        denied.put("reading and writing other processes", list("""
                kcmp lookup_dcookie perf_event_open pidfd_getfd process_madvise process_mrelease
                process_vm_readv process_vm_writev ptrace
                """));
        denied.put("the kernel itself", list("""
                _sysctl acct afs_syscall bdflush bpf create_module delete_module finit_module
                get_kernel_syms getpmsg init_module ioperm iopl kexec_file_load kexec_load
                modify_ldt nfsservctl putpmsg query_module reboot security sysfs syslog tuxcall
                uselib ustat vm86 vserver
                """));
        denied.put("the clock", list("""
                adjtimex clock_adjtime clock_settime settimeofday stime
                """));
        denied.put("the host's names and terminals", list("""
                setdomainname sethostname vhangup
                """));
        denied.put("new namespaces; clone3 hides its flags from a filter", list("""
                clone3 setns unshare
                """));
        denied.put("programs that are no files", list("""
                execveat memfd_create memfd_secret userfaultfd
                """));
        denied.put("a second way to make most calls, unseen by a filter", list("""
                io_uring_enter io_uring_register io_uring_setup
                """));
        denied.put("the kernel's key rings", list("""
                add_key keyctl request_key
                """));
        denied.put("files by number, past every folder", list("""
                fanotify_init fanotify_mark name_to_handle_at open_by_handle_at
                """));
        denied.put("other processors' memory", list("""
                get_mempolicy mbind migrate_pages move_pages set_mempolicy set_mempolicy_home_node
                """));
        denied.put("another personality, under which other rules hold", list("personality"));
        return Map.copyOf(denied);
    }

    private static Set<String> words(String text) {
        return Set.copyOf(list(text));
    }

    private static List<String> list(String text) {
        return List.of(text.strip().split("\\s+"));
    }

    /**
     * Allowed without a condition, sorted. {@code clone}, {@code socket} and {@code socketpair} are allowed by their arguments.
     *
     * @param also what is denied besides
     */
    public static List<String> allowed(List<String> also) {
        var allowed = new TreeSet<>(ALLOWED);
        also.forEach(allowed::remove);
        return List.copyOf(allowed);
    }

    /** Denied to every agent, by what it would open. */
    public static Map<String, List<String>> alwaysDenied() {
        return DENIED;
    }

    static String require(String name) {
        if (!ALLOWED.contains(name) && DENIED.values().stream().noneMatch(each -> each.contains(name))) {
            throw new IllegalArgumentException("not a system call of Linux: \"" + Untrusted.visible(name) + "\"");
        }
        return name;
    }
}
