using System.Text;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Dashboard.Protocol;
using Aspire.Hosting.Engine.Resources;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Nanobot.AppHost.Local.Tests.Dashboard;

public sealed class ResourceMessagesTests
{
    [Fact]
    public void Even_a_bare_snapshot_has_what_the_dashboard_cannot_do_without()
    {
        var message = (Snapshots.Minimal() with
        {
            Urls = [new UrlEntry(null, "tcp://localhost:1", false, false, 0, "")],
            Properties = [new PropertyEntry("executable.pid", null, null, false), new PropertyEntry("x", null, null, true)],
        }).ToMessage();

        Assert.Equal(Snapshots.Moment, message.CreatedAt.ToDateTimeOffset());
        Assert.NotEmpty(message.Uid);
        Assert.NotEmpty(message.DisplayName);
        Assert.NotEmpty(message.ResourceType);
        Assert.All(message.Urls, url => Assert.NotNull(url.DisplayProperties));
        Assert.All(message.Properties, property => Assert.NotEqual(Value.KindOneofCase.None, property.Value.KindCase));
        Assert.Null(message.StartedAt);
        Assert.False(message.HasStateStyle);
    }

    [Fact]
    public void No_secret_is_in_the_bytes_that_leave()
    {
        const string secret = "s3cr3t-value";
        var message = (Snapshots.Minimal() with
        {
            Environment = [new EnvironmentEntry("ConnectionStrings__chatdb", $"Host=a;Password={secret}", true), new EnvironmentEntry("PLAIN", "seen", false)],
            Properties = [new PropertyEntry("Value", "Value", secret, true), new PropertyEntry("executable.args", null, new[] { "--password", secret }, true)],
        }).ToMessage();

        var bytes = Encoding.UTF8.GetString(message.ToByteArray());

        Assert.DoesNotContain(secret, bytes, StringComparison.Ordinal);
        Assert.Equal([ResourceMessages.Mask, "seen"], message.Environment.Select(e => e.Value));
        Assert.All(message.Properties, property => Assert.True(property.IsSensitive));
    }

    [Fact]
    public void Property_values_keep_their_kind()
    {
        var values = (Snapshots.Minimal() with
        {
            Properties = [new("a", null, "text", false), new("b", null, 42, false), new("c", null, new[] { "x", "y" }, false), new("d", null, 7L, false)],
        }).ToMessage().Properties.Select(p => p.Value).ToList();

        Assert.Equal("text", values[0].StringValue);
        Assert.Equal(42, values[1].NumberValue);
        Assert.Equal(["x", "y"], values[2].ListValue.Values.Select(v => v.StringValue));
        Assert.Equal("7", values[3].StringValue);
    }

    [Theory]
    [InlineData(null, false, "Healthy")]
    [InlineData("Healthy", true, "Healthy")]
    [InlineData("Unhealthy", true, "Unhealthy")]
    [InlineData("Degraded", true, "Degraded")]
    [InlineData("7", false, "Healthy")]
    public void A_health_status_is_absent_until_it_is_known(string? status, bool present, string expected)
    {
        var report = Assert.Single((Snapshots.Minimal() with
        {
            HealthReports = [new HealthEntry("http", status, "", null, null)],
        }).ToMessage().HealthReports);

        Assert.Equal(present, report.HasStatus);
        Assert.Equal(expected, report.Status.ToString());
    }

    [Fact]
    public void A_command_that_makes_no_sense_now_is_hidden()
    {
        var commands = (Snapshots.Minimal() with { Commands = [new("start", false), new("stop", true), new("restart", true)] }).ToMessage().Commands;

        Assert.Equal(["Start", "Stop", "Restart"], commands.Select(c => c.DisplayName));
        Assert.Equal(["Play", "Stop", "ArrowCounterclockwise"], commands.Select(c => c.IconName));
        Assert.Equal(
            [ResourceCommandState.Hidden, ResourceCommandState.Enabled, ResourceCommandState.Enabled],
            commands.Select(c => c.State));
    }
}
