using System.Text;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Dashboard.Protocol;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Health = Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus;

namespace Nanobot.AppHost.Local.Tests.Dashboard;

public sealed class ResourceMessagesTests
{
    [Fact]
    public void Even_a_bare_snapshot_has_what_the_dashboard_cannot_do_without()
    {
        var bare = Snapshots.Event(snapshot: Snapshots.Minimal() with { Details = [new("executable.pid", null), new("x", null) { IsSensitive = true }] });
        bare.Resource.Annotations.Add(new EndpointAnnotation { Name = "tcp", AllocatedPort = 1 });
        var message = bare.ToMessage();

        Assert.Equal(Snapshots.Moment, message.CreatedAt.ToDateTime());
        Assert.NotEmpty(message.Uid);
        Assert.NotEmpty(message.DisplayName);
        Assert.NotEmpty(message.ResourceType);
        Assert.NotEmpty(message.Urls);
        Assert.All(message.Urls, url => Assert.NotNull(url.DisplayProperties));
        Assert.All(message.Properties, property => Assert.NotEqual(Value.KindOneofCase.None, property.Value.KindCase));
        Assert.Null(message.StartedAt);
        Assert.False(message.HasStateStyle);
    }

    [Fact]
    public void No_secret_is_in_the_bytes_that_leave()
    {
        const string secret = "s3cr3t-value";
        var message = Snapshots.Event(snapshot: Snapshots.Minimal() with
        {
            Environment = [new EnvironmentEntry("ConnectionStrings__chatdb", $"Host=a;Password={secret}", true), new EnvironmentEntry("PLAIN", "seen", false)],
            Details = [new("Value", secret) { IsSensitive = true }, new("executable.args", new[] { "--password", secret }) { IsSensitive = true }],
        }).ToMessage();

        var bytes = Encoding.UTF8.GetString(message.ToByteArray());

        Assert.DoesNotContain(secret, bytes, StringComparison.Ordinal);
        Assert.Equal([ResourceMessages.Mask, "seen"], message.Environment.Select(e => e.Value));
        Assert.All(message.Properties, property => Assert.True(property.IsSensitive));
    }

    [Fact]
    public void Property_values_keep_their_kind()
    {
        var values = Snapshots.Event(snapshot: Snapshots.Minimal() with
        {
            Details = [new("a", "text"), new("b", 42), new("c", new[] { "x", "y" }), new("d", 7L)],
        }).ToMessage().Properties.Select(p => p.Value).ToList();

        Assert.Equal("text", values[0].StringValue);
        Assert.Equal(42, values[1].NumberValue);
        Assert.Equal(["x", "y"], values[2].ListValue.Values.Select(v => v.StringValue));
        Assert.Equal("7", values[3].StringValue);
    }

    [Theory]
    [InlineData(null, false, "Healthy")]
    [InlineData(Health.Healthy, true, "Healthy")]
    [InlineData(Health.Unhealthy, true, "Unhealthy")]
    [InlineData(Health.Degraded, true, "Degraded")]
    public void A_health_status_is_absent_until_it_is_known(Health? status, bool present, string expected)
    {
        var report = Assert.Single(Snapshots.Event(snapshot: Snapshots.Minimal() with { HealthReports = [new("http", status)] }).ToMessage().HealthReports);

        Assert.Equal(present, report.HasStatus);
        Assert.Equal(expected, report.Status.ToString());
    }

    [Fact]
    public void A_command_that_makes_no_sense_now_is_hidden()
    {
        var commands = Snapshots.Event().ToMessage().Commands;

        Assert.Equal(["Start", "Stop", "Restart"], commands.Select(c => c.DisplayName));
        Assert.Equal(["Play", "Stop", "ArrowCounterclockwise"], commands.Select(c => c.IconName));
        Assert.Equal(
            [ResourceCommandState.Hidden, ResourceCommandState.Enabled, ResourceCommandState.Enabled],
            commands.Select(c => c.State));
    }
}
