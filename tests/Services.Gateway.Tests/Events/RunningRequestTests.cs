using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tenants;
using Nanobot.Services.Gateway.Tests.Credentials.Jwt;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Events;

/// <summary>Requests whose module goes on although their tenant may not be used any more.</summary>
public sealed class RunningRequestTests
{
    [Theory]
    [InlineData("suspended")]
    [InlineData("expired")]
    [InlineData("deleted")]
    public async Task They_are_cut_off_after_a_grace_and_those_of_others_go_on(string status)
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var time = new FakeTimeProvider(TestTokens.Now);
        await using var suite = await Suite.StartAsync(time, (module, app) =>
        {
            if (module == "chat")
            {
                app.MapPost("/chat", async http =>
                {
                    await http.Response.WriteAsync("begun");
                    await http.Response.Body.FlushAsync();
                    await release.Task.WaitAsync(Eventually.Deadline);
                }).WithOrder(-1);
            }
        });
        var (tenant, other) = (suite.Tenants.AddTenant(), suite.Tenants.AddTenant());
        using var cut = await BeginAsync(suite, suite.Tenants.AddKey(TenantRole.User, tenant, "ada"));
        using var kept = await BeginAsync(suite, suite.Tenants.AddKey(TenantRole.User, other, "ada"));
        var running = suite.Services.GetRequiredService<RunningRequests>();
        Assert.Equal(2, running.Count);

        await Eventually.TrueAsync(async () =>
        {
            await (status switch
            {
                "suspended" => suite.BroadcastAsync(tenant, new TenantSuspended(tenant, 2)),
                "expired" => suite.BroadcastAsync(tenant, new TenantExpired(tenant, 2)),
                _ => suite.BroadcastAsync(tenant, new TenantDeleted(tenant, 2)),
            });
            time.Advance(RunningRequests.Grace);
            return running.Count == 1;
        });

        await Assert.ThrowsAnyAsync<Exception>(() => cut.Content.ReadAsStringAsync().WaitAsync(Eventually.Deadline));
        release.SetResult();
        Assert.Equal("begun", await kept.Content.ReadAsStringAsync());
        await Eventually.TrueAsync(() => Task.FromResult(running.Count == 0));
    }

    [Fact]
    public async Task What_ends_within_the_grace_or_was_let_in_after_the_change_is_left_alone()
    {
        var time = new FakeTimeProvider(TestTokens.Now);
        await using var suite = await Suite.StartAsync(time);
        var running = suite.Services.GetRequiredService<RunningRequests>();
        var lifetime = new Lifetime();
        var http = new DefaultHttpContext();
        http.Features.Set<IHttpRequestLifetimeFeature>(lifetime);
        var (before, ended, after) = (running.Begin(http, "t-1", 1), running.Begin(new DefaultHttpContext(), "t-1", 1), running.Begin(new DefaultHttpContext(), "t-1", 2));

        running.Stop("t-1", 2);
        running.End(ended);
        Assert.True(before.IsOf("t-1", 2));
        Assert.False(after.IsOf("t-1", 2));
        Assert.False(before.IsOf("t-2", 2));
        Assert.False(ended.CutOff());
        Assert.False(lifetime.IsAborted);

        time.Advance(RunningRequests.Grace);
        Assert.True(lifetime.IsAborted);
    }

    private static async Task<HttpResponseMessage> BeginAsync(Suite suite, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat") { Content = JsonContent.Create(new { message = "go on" }) };
        request.Headers.TryAddWithoutValidation("X-API-Key", key);
        return await suite.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private sealed class Lifetime : IHttpRequestLifetimeFeature
    {
        public bool IsAborted { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => IsAborted = true;
    }
}
