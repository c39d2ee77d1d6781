using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Nanobot.SampleHost;

namespace Nanobot.AppHost.Local.Tests.Running;

public sealed class ResourceCommandTests
{
    [Fact]
    public async Task A_restart_gives_a_new_process_under_the_same_name()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync(typeof(SampleHostMarker), Deadline.Token());
        await using var app = await builder.BuildAsync(Deadline.Token());
        await app.StartAsync(Deadline.Token());
        var before = await app.ResourceNotifications.WaitForResourceHealthyAsync("sleeper", Deadline.Token());

        var result = await app.ResourceCommands.ExecuteCommandAsync("sleeper", KnownResourceCommands.RestartCommand, Deadline.Token());

        Assert.True(result.Success, result.Message);
        var after = await app.ResourceNotifications.WaitForResourceHealthyAsync("sleeper", Deadline.Token());
        Assert.Equal(before.ResourceId, after.ResourceId);
        Assert.NotEqual(Pid(before), Pid(after));
    }

    [Fact]
    public async Task A_killed_process_shows_as_exited_and_can_be_started_again()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        builder.AddExecutable("sleeper", "sleep", "/", "100000");
        await using var app = await builder.BuildAsync(Deadline.Token());
        await app.StartAsync(Deadline.Token());
        var running = await app.ResourceNotifications.WaitForResourceHealthyAsync("sleeper", Deadline.Token());

        Process.GetProcessById(Pid(running)).Kill();

        Assert.Equal(KnownResourceStates.Exited, await app.ResourceNotifications.WaitForResourceAsync("sleeper", KnownResourceStates.TerminalStates, Deadline.Token()));
        Assert.True(app.ResourceNotifications.TryGetCurrentState("sleeper", out var exited));
        Assert.NotEqual(0, exited.Snapshot.ExitCode);
        Assert.Equal("error", exited.Snapshot.State?.Style);
        var result = await app.ResourceCommands.ExecuteCommandAsync("sleeper", KnownResourceCommands.StartCommand, Deadline.Token());
        Assert.True(result.Success, result.Message);
        Assert.NotEqual(Pid(running), Pid(await app.ResourceNotifications.WaitForResourceHealthyAsync("sleeper", Deadline.Token())));
    }

    [Fact]
    public async Task A_program_that_ends_well_is_finished_and_lets_those_start_that_wait_for_it()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        var first = builder.AddExecutable("first", "true", "/");
        builder.AddExecutable("second", "sleep", "/", "100000").WaitForCompletion(first);
        await using var app = await builder.BuildAsync(Deadline.Token());
        await app.StartAsync(Deadline.Token());
        await app.ResourceNotifications.WaitForResourceHealthyAsync("second", Deadline.Token());
        Assert.True(app.ResourceNotifications.TryGetCurrentState("first", out var ended));
        Assert.Equal((KnownResourceStates.Finished, 0), (ended.Snapshot.State?.Text, ended.Snapshot.ExitCode));
    }

    private static int Pid(ResourceEvent resource) => (int)resource.Snapshot.Properties.First(p => p.Name == "executable.pid").Value!;
}
