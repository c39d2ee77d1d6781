using Microsoft.Extensions.Logging;

namespace Nanobot.Platform.Core.Work;

/// <summary>
/// The one loop of all workers: a step again and again, until it is stopped. Whatever a step throws, the loop lives: it logs
/// one line, waits, longer with each failure in a row, and tries again. No signal shortens that wait.
/// </summary>
/// <param name="work">What fails, as the log says it: "The due scan" failed.</param>
/// <param name="firstPause">The wait after the first failure, before jitter.</param>
/// <param name="longestPause">The longest wait between two tries.</param>
public sealed partial class WorkerLoop(
    string work, TimeSpan firstPause, TimeSpan longestPause, Backoff backoff, TimeProvider time, ILogger logger)
{
    /// <summary>Runs until <paramref name="stopping"/> and the end of the step that runs then, which is handed the token.</summary>
    /// <param name="step">One piece of work; it says what comes next.</param>
    /// <param name="stopping">Ends the loop. What a step throws after it is no failure: it was cut short.</param>
    /// <param name="first">What comes before the first step.</param>
    public async Task RunAsync(Func<CancellationToken, Task<Next>> step, CancellationToken stopping, Next first = default)
    {
        var (next, failures) = (first, 0);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await next.WaitAsync(time, stopping);
                next = await step(stopping);
                failures = 0;
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                // Cancelled, or cut short by what is being closed around it.
                return;
            }
            catch (Exception exception)
            {
                var pause = backoff.After(++failures, firstPause, longestPause);
                Log.Failed(logger, exception, work, failures, pause.TotalSeconds);
                next = Next.After(pause);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Work} failed ({Failures} in a row); the next try is in {Seconds:0.0} s")]
        public static partial void Failed(ILogger logger, Exception exception, string work, int failures, double seconds);
    }
}
