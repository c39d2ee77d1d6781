using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Testing;

namespace Nanobot.Services.Tenants.Tests;

public sealed class KeyExpiryTests
{
    [Fact]
    public async Task A_key_resolves_until_its_last_second_and_no_longer()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2031, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using var app = new ServiceFactory<Program>("tenantsdb")
        {
            Configure = services => services.AddSingleton<TimeProvider>(clock),
        };
        using var client = app.ClientFor(TestContexts.Operator);
        var tenant = TestContexts.NewTenantId();
        using var created = await client.PostAsJsonAsync("/tenants", new { tenant_id = tenant, name = "Acme", tier = "free" });
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        using var issued = await client.PostAsJsonAsync($"/tenants/{tenant}/keys", new { role = "tenant_admin", expires_in = 3600 });
        var key = await issued.JsonAsync();
        Assert.Equal(clock.GetUtcNow().AddHours(1), key.GetProperty("expires_at").GetDateTimeOffset());

        clock.Advance(TimeSpan.FromSeconds(3599));
        using var inTime = await app.ResolveAsync(key.Text("key"));
        Assert.Equal(HttpStatusCode.OK, inTime.StatusCode);
        clock.Advance(TimeSpan.FromSeconds(1));
        using var tooLate = await app.ResolveAsync(key.Text("key"));
        await tooLate.AssertRefusedAsync(HttpStatusCode.NotFound, "CREDENTIAL_NOT_FOUND");
    }
}
