using System.Runtime.InteropServices;

namespace Aspire.Hosting.Engine;

/// <summary>Runs a suite for a person at a terminal: says how it is doing, and ends it on Ctrl-C.</summary>
internal sealed class ConsoleRun(SuiteRun run)
{
    private const int Failed = 1;
    private const int Interrupted = 130;

    // Shells and tools send one Ctrl-C to the process and to its group.
    private static readonly TimeSpan SameInterrupt = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private long? _stopRequestedAt;

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        using var cancelled = ct.Register(_stop.Cancel);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        var report = new SuiteReport(run);
        try
        {
            await run.StartAsync(_stop.Token);
        }
        catch (DistributedApplicationException e)
        {
            await Console.Error.WriteLineAsync($"error: {e.Message}");
            return Failed;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return 0;
        }

        using var watching = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var reporting = report.RunAsync(watching.Token);
        var isLost = await Task.WhenAny((Task)run.Lost, reporting) == run.Lost;
        await watching.CancelAsync();
        if (isLost)
            await Console.Error.WriteLineAsync($"error: {await run.Lost}");
        else
            Console.WriteLine("Stopping: services first, then stores.");
        await run.StopAsync();
        var failure = await reporting;
        report.Delete();
        return isLost || failure is not null ? Failed : 0;
    }

    private void Stop(PosixSignalContext context)
    {
        // A second one is meant: the orchestrator cleans up after a process that just goes.
        if (_stopRequestedAt is { } first && run.Time.GetElapsedTime(first) > SameInterrupt)
            Environment.Exit(Interrupted);
        context.Cancel = true;
        _stopRequestedAt ??= run.Time.GetTimestamp();
        _stop.Cancel();
    }
}
