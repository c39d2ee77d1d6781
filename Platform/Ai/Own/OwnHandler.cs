using Nanobot.Contracts.Models;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Platform.Ai.Own;

/// <summary>Tells a model's server what it is to be told, and asks no address that may not be asked.</summary>
internal sealed class OwnHandler(OwnModelSecret secret, bool allowHttp, HttpMessageHandler connection) : DelegatingHandler(connection)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri?.Scheme != Uri.UriSchemeHttps && !allowHttp)
        {
            throw new ModelUnavailableException("its address is not one of https", isTransient: false);
        }

        if (secret.Key is null)
        {
            request.Headers.Authorization = null;
        }

        foreach (var (name, value) in secret.Headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (RefusalException refused)
        {
            throw new ModelUnavailableException("its address is not one that may be asked", isTransient: false, refused);
        }
    }
}
