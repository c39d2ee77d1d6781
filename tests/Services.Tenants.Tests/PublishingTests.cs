using Nanobot.Testing;
using StackExchange.Redis;

namespace Nanobot.Services.Tenants.Tests;

public sealed class PublishingTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    [Fact]
    public async Task Events_reach_the_stream_of_their_topic()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        using var redis = await ConnectionMultiplexer.ConnectAsync(app.Redis);
        foreach (var topic in new[] { "tenant.created.v1", "user.created.v1" })
        {
            await Eventually.TrueAsync(async () =>
            {
                var entries = (RedisResult[]?)await redis.GetDatabase().ExecuteAsync("XRANGE", topic, "-", "+") ?? [];
                return entries.Select(entry => ((RedisResult[])entry!)[1]).Any(fields => string.Join(' ', (string[])fields!).Contains(tenant, StringComparison.Ordinal));
            });
        }
    }
}
