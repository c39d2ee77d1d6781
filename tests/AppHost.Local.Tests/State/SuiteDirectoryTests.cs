using Aspire.Hosting;
using Aspire.Hosting.Engine.State;
using Microsoft.Extensions.Configuration;

namespace Nanobot.AppHost.Local.Tests.State;

public sealed class SuiteDirectoryTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("nanobot-test-").FullName;

    public SuiteDirectoryTests()
    {
        // The orchestrator's place in this state directory; nothing of it is run.
        using var suite = Suite(isEphemeral: true);
        Directory.CreateDirectory(Path.Combine(suite.Bundle, "dcp"));
        File.WriteAllText(Path.Combine(suite.Bundle, "dcp", "dcp"), "");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_start_removes_what_a_killed_ephemeral_suite_left_and_nothing_of_one_that_runs()
    {
        using var running = Suite(isEphemeral: true);
        running.Acquire();
        var used = running.CreateSession();
        var killed = Suite(isEphemeral: true);
        var left = killed.CreateSession();
        Directory.CreateDirectory(killed.Path);
        File.WriteAllText(killed.In("lock"), "");

        using var next = Suite(isEphemeral: true);
        next.Acquire();

        Assert.All([killed.Path, left], path => Assert.False(Directory.Exists(path), path));
        Assert.All([running.Path, used], path => Assert.True(Directory.Exists(path), path));
        Directory.Delete(used);
    }

    [Fact]
    public void A_session_of_an_earlier_run_of_the_same_suite_is_replaced()
    {
        using var suite = Suite(isEphemeral: false);
        suite.Acquire();
        var earlier = suite.CreateSession();
        var later = suite.CreateSession();
        Assert.False(Directory.Exists(earlier));
        Assert.True(Directory.Exists(later));
        Directory.Delete(later);
    }

    [Fact]
    public void The_same_suite_cannot_run_twice()
    {
        using var first = Suite(isEphemeral: false);
        first.Acquire();
        using var second = Suite(isEphemeral: false);
        Assert.Contains("runs already", Assert.Throws<DistributedApplicationException>(second.Acquire).Message, StringComparison.Ordinal);
    }

    private SuiteDirectory Suite(bool isEphemeral) => new(
        _root, new ConfigurationManager { ["Local:StateDirectory"] = _root, ["ephemeral"] = isEphemeral ? "true" : "false" }, forTests: true);
}
