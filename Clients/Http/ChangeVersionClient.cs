using System.Net.Http.Json;
using Nanobot.Contracts.Changes;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Bus.Changes;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Clients.Http;

/// <summary>Asks the tenants module whether anything has changed, in the name of whoever waits for it; once, since whoever needs it asks again.</summary>
internal sealed class ChangeVersionClient(HttpClient http, TenantContextCodec codec) : IChangeSource
{
    /// <inheritdoc/>
    public async Task<ChangesSince> FindAsync(long? since, CancellationToken cancellationToken)
    {
        var context = TenantScope.Current ?? throw new InvalidOperationException("Nobody is in scope in whose name to ask what has changed.");
        var path = Operations.Tenants.GetChangeVersion.Path[1..];
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(since is null ? path : $"{path}?since={since}", UriKind.Relative));
        TenantContextHeaders.Write(request.Headers, context, codec, Operations.Tenants.Module);
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<ChangesSince>(Json.Wire, cancellationToken) is { Tenants: not null } changes
            ? changes
            : throw new HttpRequestException("The tenants module did not say what has changed.");
    }
}
