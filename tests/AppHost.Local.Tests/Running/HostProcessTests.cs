using System.Globalization;
using System.Security.Cryptography;

namespace Nanobot.AppHost.Local.Tests.Running;

public sealed class HostProcessTests
{
    private readonly string _seconds = string.Create(CultureInfo.InvariantCulture, $"{RandomNumberGenerator.GetInt32(100_000, 1_000_000)}.{RandomNumberGenerator.GetInt32(1000)}");
    private readonly string _port = RandomNumberGenerator.GetInt32(1024, 20000).ToString(CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_killed_host_leaves_no_process_behind()
    {
        using var host = Start();
        await Deadline.UntilTrueAsync(() => MachineProcesses.Any($"sleep {_seconds}"), "the sleeper runs");
        host.Signal("KILL");
        await Deadline.UntilTrueAsync(
            () => !MachineProcesses.Any($"sleep {_seconds}") && !MachineProcesses.Any($"--monitor {host.Id} "), "sleeper and orchestrator are gone");
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_ends_everything_in_good_order(string signal)
    {
        using var host = Start();
        await Deadline.UntilTrueAsync(() => host.Output.Contains("All healthy", StringComparison.Ordinal), "all healthy");
        host.Signal(signal);
        Assert.Equal(0, await host.ExitAsync());
        Assert.False(MachineProcesses.Any($"sleep {_seconds}"));
    }

    [Fact]
    public async Task A_lost_orchestrator_ends_the_host_with_a_message()
    {
        using var host = Start();
        await Deadline.UntilTrueAsync(() => host.Output.Contains("All healthy", StringComparison.Ordinal), "all healthy");
        var orchestrator = Directory.EnumerateDirectories("/proc").First(d => File.Exists($"{d}/cmdline")
            && int.TryParse(Path.GetFileName(d), out _)
            && File.ReadAllText($"{d}/cmdline").Contains($"--monitor\0{host.Id}\0", StringComparison.Ordinal));
        System.Diagnostics.Process.Start("kill", ["-KILL", Path.GetFileName(orchestrator)]).WaitForExit();
        Assert.Equal(1, await host.ExitAsync());
        Assert.Contains("orchestrator (DCP) is gone", host.Output, StringComparison.Ordinal);
        await Deadline.UntilTrueAsync(() => !MachineProcesses.Any($"sleep {_seconds}"), "the sleeper is gone");
    }

    [Fact]
    public async Task A_missing_program_ends_the_start_with_its_name_and_without_a_stack_trace()
    {
        using var host = Start("--Sample:Program", "no-such-program");
        Assert.Equal(1, await host.ExitAsync());
        await Deadline.UntilTrueAsync(() => host.Output.Contains("sleeper: the program 'no-such-program' was not found", StringComparison.Ordinal), "the message");
        Assert.DoesNotContain("   at ", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_option_is_bad_usage()
    {
        using var host = new HostProcess("--prot", "81");
        Assert.Equal(2, await host.ExitAsync());
        await Deadline.UntilTrueAsync(() => host.Output.Contains("Unknown option '--prot'", StringComparison.Ordinal), "the message");
    }

    private HostProcess Start(params string[] arguments) => new(["--ephemeral", "--port", _port, "--Sample:Seconds", _seconds, .. arguments]);
}
