namespace Aspire.Hosting.Engine.Health;

internal sealed class HttpProbe(string key, Uri address, int expectedStatus) : HealthProbe(key)
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        // The probes would otherwise begin traces in the services.
        ActivityHeadersPropagator = null,
    });

    public override async Task<string?> ProbeAsync(CancellationToken ct)
    {
        using var response = await Client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, ct);
        return (int)response.StatusCode == expectedStatus ? null : $"{address} answered {(int)response.StatusCode}, not {expectedStatus}.";
    }
}
