package dev.nanokit.testkit;

import dev.nanokit.time.Mailbox;
import dev.nanokit.time.TimeSource;
import dev.nanokit.time.Workers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Time that passes only when every thread that lives by it waits. One thread runs at a time and hands a baton on, in a
 * fixed order, so that a run with many threads is the same run each time. Thread-safe.
 */
final class VirtualTime implements TimeSource {

    private static final Instant BEGIN = Instant.parse("2030-01-01T00:00:00Z");

    final ReentrantLock lock = new ReentrantLock();

    @SuppressWarnings("ThreadLocalUsage") // a seat belongs to one time, and there are as many times as tests
    private final ThreadLocal<@Nullable Seat> mine = new ThreadLocal<>();

    private final Deque<Seat> ready = new ArrayDeque<>(); // guarded by lock
    private final TreeSet<Seat> sleeping = // guarded by lock
            new TreeSet<>(Comparator.comparing(Seat::wakeAt).thenComparing(seat -> seat.order));
    private final Set<Thread> seated = ConcurrentHashMap.newKeySet();
    private final RandomGenerator random = new Random(1); // thread-safe, and the same in each run
    private Instant now = BEGIN; // guarded by lock
    private @Nullable Seat running; // guarded by lock
    private long order; // guarded by lock

    @Override
    public Instant now() {
        lock.lock();
        try {
            return now;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        if (time.isNegative() || time.isZero()) {
            return;
        }
        try (Registration here = enter()) {
            lock.lock();
            try {
                block(seat(), now.plus(time));
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    public <T> Mailbox<T> mailbox() {
        return new VirtualMailbox<>(this);
    }

    @Override
    public Workers workers(String name, int parallelism) {
        return new VirtualWorkers(this, name, parallelism);
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public Registration enter() {
        if (mine.get() != null) {
            return () -> {};
        }
        Seat seat = newSeat();
        seated.add(Thread.currentThread());
        lock.lock();
        try {
            admit(seat);
            awaitTurnUninterruptibly(seat);
        } finally {
            lock.unlock();
        }
        mine.set(seat);
        return this::leave;
    }

    /** {@return the threads that live by this time now} */
    Set<Thread> threads() {
        return Set.copyOf(seated);
    }

    private void leave() {
        mine.remove();
        seated.remove(Thread.currentThread());
        lock.lock();
        try {
            running = null;
            dispatch();
        } finally {
            lock.unlock();
        }
    }

    /** The calling thread takes a seat that another one made for it. */
    void sit(Seat seat) {
        seated.add(Thread.currentThread());
        lock.lock();
        try {
            awaitTurnUninterruptibly(seat);
        } finally {
            lock.unlock();
        }
        mine.set(seat);
    }

    void standUp() {
        leave();
    }

    Seat seat() {
        Seat seat = mine.get();
        if (seat == null) {
            throw new IllegalStateException("this thread waits by a time that it has not entered");
        }
        return seat;
    }

    Seat newSeat() {
        lock.lock();
        try {
            return new Seat(lock.newCondition(), order++);
        } finally {
            lock.unlock();
        }
    }

    /** Lets a seat run when its turn comes. To be called with the lock. */
    void admit(Seat seat) {
        ready.add(seat);
        if (running == null) {
            dispatch();
        }
    }

    /** Ends the wait of a seat. To be called with the lock. */
    void wake(Seat seat) {
        if (seat.isWaiting) {
            sleeping.remove(seat);
            seat.isWaiting = false;
            admit(seat);
        }
    }

    /** Waits until woken or until a moment; without one, until woken. To be called with the lock, by the seat's thread. */
    void block(Seat seat, @Nullable Instant until) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        seat.wakeAt = until;
        seat.isWaiting = true;
        if (until != null) {
            sleeping.add(seat);
        }
        running = null;
        dispatch();
        boolean interrupted = false;
        while (running != seat) {
            try {
                seat.turn.await();
            } catch (InterruptedException e) {
                interrupted = true;
                wake(seat);
            }
        }
        if (interrupted || seat.isInterrupted) {
            seat.isInterrupted = false;
            throw new InterruptedException();
        }
    }

    private void awaitTurnUninterruptibly(Seat seat) {
        while (running != seat) {
            seat.turn.awaitUninterruptibly();
        }
    }

    private void dispatch() {
        Seat next = ready.poll();
        if (next == null) {
            next = sleeping.pollFirst();
            if (next != null) {
                next.isWaiting = false;
                now = next.wakeAt().isAfter(now) ? next.wakeAt() : now;
            }
        }
        if (next != null) {
            running = next;
            next.turn.signal();
        }
    }

    /** A thread's place in the order. All fields are guarded by the lock. */
    static final class Seat {
        private final Condition turn;
        private final long order;
        private @Nullable Instant wakeAt;
        private boolean isWaiting;
        boolean isInterrupted;

        Seat(Condition turn, long order) {
            this.turn = turn;
            this.order = order;
        }

        private Instant wakeAt() {
            return wakeAt == null ? Instant.MAX : wakeAt;
        }
    }

    /** A queue whose reader waits by this time. */
    private static final class VirtualMailbox<T> implements Mailbox<T> {
        private final VirtualTime time;
        private final Deque<T> messages = new ArrayDeque<>(); // guarded by the time's lock
        private @Nullable Seat reader; // guarded by the time's lock

        VirtualMailbox(VirtualTime time) {
            this.time = time;
        }

        @Override
        public void put(T message) {
            time.lock.lock();
            try {
                messages.add(message);
                if (reader != null) {
                    time.wake(reader);
                }
            } finally {
                time.lock.unlock();
            }
        }

        @Override
        public Optional<T> take(Instant until) throws InterruptedException {
            try (Registration here = time.enter()) {
                time.lock.lock();
                try {
                    if (messages.isEmpty() && until.isAfter(time.now)) {
                        reader = time.seat();
                        time.block(time.seat(), until);
                    }
                    return Optional.ofNullable(messages.poll());
                } finally {
                    reader = null;
                    time.lock.unlock();
                }
            }
        }
    }
}
