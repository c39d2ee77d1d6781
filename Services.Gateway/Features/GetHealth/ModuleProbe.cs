using System.Text.Json;
using Nanobot.Services.Gateway.Routing;

namespace Nanobot.Services.Gateway.Features.GetHealth;

/// <summary>Asks one module, or one instance of it, for its health, within three seconds.</summary>
internal sealed class ModuleProbe(IHttpClientFactory clients, TimeProvider time)
{
    public const string Healthy = "healthy";
    public const string Degraded = "degraded";
    public const string Unhealthy = "unhealthy";
    public const string Unreachable = "unreachable";

    /// <summary>How long one may take to say how it is.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);

    /// <summary>Its status.</summary>
    /// <param name="module">The module.</param>
    /// <param name="instance">Where one instance of it is; null for whichever service discovery finds.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<string> AskAsync(string module, Uri? instance, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var client = clients.CreateClient(ModuleClients.NameOf(module));
            using var response = await client.GetAsync(instance is null ? new Uri("health", UriKind.Relative) : new Uri(instance, "health"), both.Token);
            await using var body = await response.Content.ReadAsStreamAsync(both.Token);
            using var document = await JsonDocument.ParseAsync(body, cancellationToken: both.Token);
            var status = document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("status", out var member) && member.ValueKind == JsonValueKind.String
                ? member.GetString() : null;
            return status switch
            {
                Healthy or Degraded when response.IsSuccessStatusCode => status,
                _ => Unhealthy,
            };
        }
        catch (JsonException)
        {
            // Something answers there, but not with a module's health.
            return Unhealthy;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is HttpRequestException or OperationCanceledException or IOException)
        {
            return Unreachable;
        }
    }
}
