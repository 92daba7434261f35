//! Work on several threads with results in the order of the input.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;

use anyhow::{Result, anyhow};

/// How many results may wait for each thread: enough that none stands idle behind one long article.
const WAITING_PER_THREAD: usize = 16;

/// Applies `work` to every item on `threads` threads and hands the results to `take` on this thread, in the order of
/// the items. `items` is called on a thread of its own, so that reading goes on beside the work.
///
/// However long one item takes, only a fixed number of others is held in memory: for each item a place in line is
/// made first, and the line is bounded. If `take` fails, nothing more is read, and its error is returned.
pub fn in_order<I: Iterator, R: Send>(
    items: impl FnOnce() -> I + Send,
    threads: usize,
    work: impl Fn(I::Item) -> R + Sync,
    mut take: impl FnMut(R) -> Result<()>,
) -> Result<()>
where
    I::Item: Send,
{
    let threads = threads.max(1);
    let (jobs, job) = sync_channel::<(I::Item, SyncSender<R>)>(threads);
    let (places, line) = sync_channel::<Receiver<R>>(threads * WAITING_PER_THREAD);
    thread::scope(|scope| {
        // Both are owned in here, so that the reader stops when `take` has failed or the workers are gone.
        let (line, job) = (line, Arc::new(Mutex::new(job)));
        scope.spawn(move || {
            for item in items() {
                let (result, place) = sync_channel(1);
                if places.send(place).is_err() || jobs.send((item, result)).is_err() {
                    break;
                }
            }
        });
        for _ in 0..threads {
            let (job, work) = (Arc::clone(&job), &work);
            scope.spawn(move || {
                // The lock is held only while waiting for a job, never during the work.
                let next = || job.lock().ok()?.recv().ok();
                while let Some((item, result)) = next() {
                    // If nobody waits for the result any more, the run is ending.
                    let _ = result.send(work(item));
                }
            });
        }
        drop(job);
        for place in line {
            take(place.recv().map_err(|_| anyhow!("a worker thread ended early"))?)?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_input_whatever_the_threads() {
        for threads in [0, 1, 2, 7] {
            let mut seen = Vec::new();
            let slow_start = |n: u64| {
                if n == 0 {
                    thread::sleep(Duration::from_millis(30));
                }
                n * n
            };
            in_order(
                || 0..500,
                threads,
                slow_start,
                |n| {
                    seen.push(n);
                    Ok(())
                },
            )
            .unwrap();
            assert_eq!(seen, (0..500).map(|n| n * n).collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_error_ends_the_run_and_the_reading() {
        let read = AtomicUsize::new(0);
        let endless = || std::iter::repeat_with(|| read.fetch_add(1, Ordering::Relaxed));
        let outcome = in_order(endless, 2, |n| n, |n| if n < 10 { Ok(()) } else { Err(anyhow!("enough")) });
        assert_eq!(outcome.unwrap_err().to_string(), "enough");
        assert!(read.into_inner() < 200);
    }

    #[test]
    fn a_panic_in_the_work_does_not_hang_the_run() {
        let run = || in_order(|| 0.., 2, |_: u32| panic!("on purpose"), |()| Ok(()));
        assert!(std::panic::catch_unwind(run).is_err());
    }

    #[test]
    fn a_slow_item_does_not_let_the_others_pile_up() {
        let (worked, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let work = |n: usize| {
            if n == 0 {
                thread::sleep(Duration::from_millis(50));
                most.store(worked.load(Ordering::SeqCst), Ordering::SeqCst);
            }
            worked.fetch_add(1, Ordering::SeqCst);
        };
        in_order(|| 0..5_000, 2, work, |()| Ok(())).unwrap();
        assert!(most.into_inner() <= 2 * WAITING_PER_THREAD + 4);
    }
}
