using System.Runtime.InteropServices;
using Aspire.Hosting.Engine.State;

namespace Aspire.Hosting.Engine.Running;

/// <summary>Runs a suite for a person at a terminal: says how it is doing, and ends it on Ctrl-C.</summary>
internal sealed class ConsoleRun(SuiteRun run, TimeProvider time)
{
    private const int Failed = 1;
    private const int Interrupted = 130;

    // Shells and tools send one Ctrl-C to the process and to its group.
    private static readonly TimeSpan SameInterrupt = TimeSpan.FromSeconds(1);

    private long? _stopRequestedAt;

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, stop));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, stop));
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => Stop(context, stop));
        var started = time.GetTimestamp();
        try
        {
            await run.StartAsync(stop.Token);
        }
        catch (DistributedApplicationException e)
        {
            await Console.Error.WriteLineAsync($"error: {e.Message}");
            return Failed;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }

        var file = new RunFile(run.Suite.In("run.json"));
        var report = new SuiteReport(run, file, () => time.GetElapsedTime(started));
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        var reporting = report.RunAsync(watching.Token);
        var ended = await Task.WhenAny(run.Lost, reporting, Task.Delay(Timeout.InfiniteTimeSpan, time, stop.Token));
        await watching.CancelAsync();
        if (ended == run.Lost)
            await Console.Error.WriteLineAsync($"error: {await run.Lost}");
        else
            Console.WriteLine("Stopping: services first, then stores.");
        await run.StopAsync();
        var failure = await reporting;
        file.Delete();
        return ended == run.Lost || failure is not null ? Failed : 0;
    }

    private void Stop(PosixSignalContext context, CancellationTokenSource stop)
    {
        // A second one is meant: the orchestrator cleans up after a process that just goes.
        if (_stopRequestedAt is { } first && time.GetElapsedTime(first) > SameInterrupt)
            Environment.Exit(Interrupted);
        context.Cancel = true;
        _stopRequestedAt ??= time.GetTimestamp();
        stop.Cancel();
    }
}
