using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nanobot.Platform.Bus.Dapr;
using Nanobot.Platform.Bus.Events;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Testing;

namespace Nanobot.Platform.Tests.Messaging.Dapr;

public sealed class DaprStartTests
{
    [Theory]
    [InlineData("redis")]
    [InlineData("redis", "Messaging:Transport=redis", "DAPR_GRPC_PORT=50001")]
    [InlineData("redis", "DAPR_GRPC_PORT=")]
    [InlineData("dapr", "Messaging:Transport=dapr")]
    [InlineData("dapr", "DAPR_GRPC_PORT=50001")]
    [InlineData("dapr", "DAPR_HTTP_PORT=3500", "Messaging:Transport=")]
    [InlineData("dapr", "DAPR_GRPC_ENDPOINT=https://sidecar:50001")]
    [InlineData("dapr", "DAPR_HTTP_ENDPOINT=http://127.0.0.1:3500")]
    public void Events_go_through_Dapr_where_a_sidecar_is_set_unless_the_setting_says_otherwise(string expected, params string[] settings) =>
        Assert.Equal(expected, MessagingTransport.Choose(Configuration(settings)).Name);

    [Theory]
    [InlineData("Messaging:Transport must be redis, dapr or memory, not kafka.", "Messaging:Transport=kafka")]
    [InlineData("DAPR_GRPC_PORT must be a port of the Dapr sidecar (1 to 65535), not 70000.", "DAPR_GRPC_PORT=70000")]
    [InlineData("DAPR_HTTP_PORT must be a port of the Dapr sidecar (1 to 65535), not tcp://x.", "DAPR_GRPC_PORT=1", "DAPR_HTTP_PORT=tcp://x")]
    [InlineData("DAPR_GRPC_ENDPOINT must be an http or https URL of the Dapr sidecar, not sidecar.", "DAPR_GRPC_ENDPOINT=sidecar")]
    public void A_wrong_setting_ends_the_start_with_a_line_that_names_it(string line, params string[] settings) =>
        Assert.Equal(line, Assert.Throws<StartupException>(() => MessagingTransport.Choose(Configuration(settings))).Message);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("fifteen-letters")]
    public async Task A_service_with_a_sidecar_does_not_start_without_a_token_for_it(string? token)
    {
        IEnumerable<(string, string)> settings = token is null ? [] : [("APP_API_TOKEN", token)];

        var refused = await Assert.ThrowsAsync<StartupException>(() =>
            MessagingHost.StartAsync(owner: "Host=127.0.0.1;Database=none", settings: [("Messaging:Transport", "dapr"), .. settings]));

        Assert.Contains("APP_API_TOKEN", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
        Assert.DoesNotContain("fifteen-letters", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_token_is_the_one_that_was_set_and_no_other()
    {
        var token = SidecarToken.Read(Configuration(["APP_API_TOKEN=0123456789abcdef"]));

        Assert.True(token.Is("0123456789abcdef"));
        Assert.False(token.Is("0123456789abcdeF"));
        Assert.False(token.Is(""));
    }

    [Fact]
    public async Task A_sidecar_that_is_away_or_not_ready_makes_the_service_degraded_and_no_worse()
    {
        await using var suite = await DaprSuite.StartAsync();

        Assert.Equal(HealthStatus.Healthy, await DaprHealthAsync(suite));
        suite.Sidecar.IsReady = false;
        Assert.Equal(HealthStatus.Degraded, await DaprHealthAsync(suite));
        await suite.Sidecar.StopAsync();
        Assert.Equal(HealthStatus.Degraded, await DaprHealthAsync(suite));
        suite.Sidecar.IsReady = true;
        await suite.Sidecar.StartAsync();
        await Eventually.TrueAsync(async () => await DaprHealthAsync(suite) == HealthStatus.Healthy);
    }

    [Fact]
    public async Task A_service_starts_before_its_sidecar_and_its_events_wait_in_the_outbox()
    {
        await using var suite = await DaprSuite.StartAsync(subscribes: false);
        await suite.Sidecar.StopAsync();
        await using var early = await MessagingHost.StartAsync(beside: suite.Host, settings: suite.Sidecar.Settings);
        var ada = TestContexts.User();

        await early.PublishAsync(ada, new ThingHappened(1));
        Assert.Equal(1, await suite.WaitingAsync());
        await suite.Sidecar.StartAsync();

        await Eventually.TrueAsync(() => Task.FromResult(suite.Broker.Messages(ThingHappened.Topic).Count == 1));
    }

    private static async Task<HealthStatus> DaprHealthAsync(DaprSuite suite)
    {
        var report = await suite.Host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Name == "dapr");
        return report.Entries["dapr"].Status;
    }

    private static IConfiguration Configuration(string[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1]))).Build();
}
