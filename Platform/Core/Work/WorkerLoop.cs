using Microsoft.Extensions.Logging;
using Nanobot.Platform.Core.Texts;

namespace Nanobot.Platform.Core.Work;

/// <summary>
/// The one loop of all workers: a step again and again, until it is stopped. Whatever a step throws, the loop lives: it logs
/// one line, with the stack where the failure is a new one, waits, longer with each failure in a row, and tries again. No signal
/// shortens that wait.
/// </summary>
/// <param name="work">What fails, as the log says it: "The due scan" failed.</param>
/// <param name="firstPause">The wait after the first failure, before jitter.</param>
/// <param name="longestPause">The longest wait between two tries.</param>
public sealed partial class WorkerLoop(
    string work, TimeSpan firstPause, TimeSpan longestPause, Backoff backoff, TimeProvider time, ILogger logger)
{
    private const int LongestReason = 200;

    /// <summary>Runs until <paramref name="stopping"/> and the end of the step that runs then, which is handed the token.</summary>
    /// <param name="step">One piece of work; it says what comes next.</param>
    /// <param name="stopping">Ends the loop. What a step throws after it is no failure: it was cut short.</param>
    /// <param name="first">What comes before the first step.</param>
    public async Task RunAsync(Func<CancellationToken, Task<Next>> step, CancellationToken stopping, Next first = default)
    {
        var (next, failures) = (first, 0);
        Type? told = null;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await next.WaitAsync(time, stopping);
                next = await step(stopping);
                (failures, told) = (0, null);
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                // Cancelled, or cut short by what is being closed around it.
                return;
            }
            catch (Exception exception)
            {
                var pause = backoff.After(++failures, firstPause, longestPause);
                if (told == exception.GetType())
                {
                    Log.FailsOn(logger, work, failures, TextCut.Beginning(exception.Message.ReplaceLineEndings(" "), LongestReason), pause.TotalSeconds);
                }
                else
                {
                    Log.Failed(logger, exception, work, failures, pause.TotalSeconds);
                    told = exception.GetType();
                }

                next = Next.After(pause);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Work} failed ({Failures} in a row); the next try is in {Seconds:0.0} s")]
        public static partial void Failed(ILogger logger, Exception exception, string work, int failures, double seconds);

        [LoggerMessage(LogLevel.Warning, "{Work} failed ({Failures} in a row), still for this: {Reason}; the next try is in {Seconds:0.0} s")]
        public static partial void FailsOn(ILogger logger, string work, int failures, string reason, double seconds);
    }
}
