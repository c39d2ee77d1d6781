using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Nanobot.Testing.Running;

namespace Nanobot.Suite.Tests;

/// <summary>A service's process, to be killed as a machine's failure would and started again as an operator would.</summary>
internal sealed class ServiceProcess(SuiteFixture suite, string name)
{
    // Of a machine that does all else besides: how soon a process is back is measured elsewhere (bench/startup.sh, the drills).
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    /// <summary>kill -9: no chance to finish anything.</summary>
    public async Task KillAsync()
    {
        using var process = Process.GetProcessById(Pid());
        process.Kill();
        using var deadline = new CancellationTokenSource(Deadline);
        await process.WaitForExitAsync(deadline.Token);
        await suite.App.ResourceNotifications.WaitForResourceAsync(
            name, [KnownResourceStates.Exited, KnownResourceStates.Finished, KnownResourceStates.FailedToStart], deadline.Token);
    }

    public async Task StartAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var started = await suite.App.ResourceCommands.ExecuteCommandAsync(name, "start", deadline.Token);
        Assert.True(started.Success, $"{name} does not start again: {started.Message}");
        await suite.App.ResourceNotifications.WaitForResourceHealthyAsync(name, WaitBehavior.WaitOnResourceUnavailable, deadline.Token);
    }

    private int Pid()
    {
        Assert.True(suite.App.ResourceNotifications.TryGetCurrentState(name, out var state), $"nothing is known of {name}");
        var pid = state!.Snapshot.Properties.Single(property => property.Name == "executable.pid").Value;
        return Convert.ToInt32(pid, CultureInfo.InvariantCulture);
    }
}
