package dev.nanokit.testkit;

import dev.nanokit.time.Workers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Threads that live by a {@link VirtualTime}: real ones, of which one runs at a time. */
final class VirtualWorkers implements Workers {

    private final VirtualTime time;
    private final String name;
    private int parallelism; // guarded by the time's lock
    private final Deque<Runnable> tasks = new ArrayDeque<>(); // guarded by the time's lock
    private final Set<VirtualTime.Seat> idle = new LinkedHashSet<>(); // guarded by the time's lock
    private final List<VirtualTime.Seat> all = new ArrayList<>(); // guarded by the time's lock
    private final List<Thread> threads = new ArrayList<>(); // guarded by the time's lock
    private VirtualTime.@Nullable Seat closer; // guarded by the time's lock
    private boolean closed; // guarded by the time's lock

    VirtualWorkers(VirtualTime time, String name, int parallelism) {
        this.time = time;
        this.name = name;
        this.parallelism = parallelism;
    }

    @Override
    public void run(Runnable task) {
        time.lock.lock();
        try {
            if (closed) {
                return;
            }
            tasks.add(task);
            if (!idle.isEmpty()) {
                VirtualTime.Seat seat = idle.iterator().next();
                idle.remove(seat);
                time.wake(seat);
            } else if (all.size() < parallelism) {
                begin();
            }
        } finally {
            time.lock.unlock();
        }
    }

    private void begin() {
        VirtualTime.Seat seat = time.newSeat();
        all.add(seat);
        Thread thread = new Thread(() -> work(seat), name + "-" + all.size());
        thread.setDaemon(true);
        time.admit(seat);
        threads.add(thread);
        thread.start();
    }

    private void work(VirtualTime.Seat seat) {
        time.sit(seat);
        try {
            for (Runnable task = next(seat); task != null; task = next(seat)) {
                task.run();
            }
        } finally {
            time.lock.lock();
            try {
                all.remove(seat);
                if (all.isEmpty() && closer != null) {
                    time.wake(closer);
                }
            } finally {
                time.lock.unlock();
            }
            time.standUp();
        }
    }

    private @Nullable Runnable next(VirtualTime.Seat seat) {
        time.lock.lock();
        try {
            seat.isInterrupted = false;
            while (tasks.isEmpty() && !closed) {
                idle.add(seat);
                time.block(seat, null);
            }
            return closed ? null : tasks.poll();
        } catch (InterruptedException e) {
            return null;
        } finally {
            idle.remove(seat);
            time.lock.unlock();
        }
    }

    @Override
    public void grow() {
        time.lock.lock();
        try {
            parallelism++;
        } finally {
            time.lock.unlock();
        }
    }

    @Override
    public void interrupt() {
        time.lock.lock();
        try {
            tasks.clear();
            for (VirtualTime.Seat seat : List.copyOf(all)) {
                if (!idle.contains(seat)) {
                    seat.isInterrupted = true;
                    time.wake(seat);
                }
            }
        } finally {
            time.lock.unlock();
        }
    }

    @Override
    public void close() {
        List<Thread> last;
        time.lock.lock();
        try {
            closed = true;
            interrupt();
            List.copyOf(idle).forEach(time::wake);
            while (!all.isEmpty()) {
                closer = time.seat();
                time.block(closer, null);
            }
            last = List.copyOf(threads);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } finally {
            time.lock.unlock();
        }
        last.forEach(VirtualWorkers::join);
    }

    /** It has nothing to do but to end; whoever counts threads afterwards must not find it. */
    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
