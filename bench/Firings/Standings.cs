using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Wire;

namespace Nanobot.Bench.Firings;

/// <summary>The tenants module as far as firings ask it: every tenant is active.</summary>
internal static class Standings
{
    public static WebApplication Build(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var app = builder.Build();
        app.MapPost(Operations.Tenants.FindTenantStates.Path, static async http =>
        {
            var question = await http.Request.ReadFromJsonAsync<TenantsQuestion>(Json.Wire, http.RequestAborted);
            var tenants = question!.TenantIds.Select(static id => new TenantSnapshot(id, "active", "professional", 1, "UTC")).ToList();
            await http.Response.WriteAsJsonAsync(new TenantsAnswer(tenants), Json.Wire, http.RequestAborted);
        });
        app.MapGet("/health", static () => Results.Ok());
        return app;
    }
}
