using System.Net.Http.Json;

namespace Nanobot.Services.Tenants.Tests;

/// <summary>Policies of the tests.</summary>
internal static class PolicyHttp
{
    public static string Json(string name, string effect = "allow", int priority = 0, string principal = "*", string resource = "*", string action = "*", string more = "") =>
        $$"""{"name":"{{name}}","effect":"{{effect}}","priority":{{priority}},"principals":["{{principal}}"],"resources":["{{resource}}"],"actions":["{{action}}"]{{more}}}""";

    public static async Task<HttpResponseMessage> PutAsync(this HttpClient client, string path, string body, string? ifMatch = null, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = Http.Body(body) };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        if (ifNoneMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        }

        return await client.SendAsync(request);
    }

    public static Task<HttpResponseMessage> PostTextAsync(this HttpClient client, string path, string body) => client.PostAsync(new Uri(path, UriKind.Relative), Http.Body(body));

    /// <summary>The sets as the gateway reads them.</summary>
    public static async Task<Contracts.Policies.PolicySources> SourcesAsync(this TenantsFactory app, string tenant)
    {
        using var gateway = app.Gateway;
        return (await gateway.GetFromJsonAsync<Contracts.Policies.PolicySources>($"/internal/tenants/{tenant}/policies", Platform.Core.Wire.Json.Wire))!;
    }
}
