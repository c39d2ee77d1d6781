using System.Collections.Concurrent;
using Nanobot.Platform.Web.Guarding;

namespace Nanobot.Services.Reports.Evidence.Fetching;

/// <summary>
/// A client for each host of the installation's sources, which may be anywhere; what such a host leads on to is guarded. Not from a factory: that one's log has the addresses,
/// which may hold keys.
/// </summary>
internal sealed class SourceClients(GuardedHandlers handlers) : ISourceClients, IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<HttpMessageInvoker>> _clients = new(StringComparer.OrdinalIgnoreCase);

    public HttpMessageInvoker For(Uri address) =>
        _clients.GetOrAdd(address.GetLeftPart(UriPartial.Authority), _ => new Lazy<HttpMessageInvoker>(() => new HttpMessageInvoker(handlers.Create(address)))).Value;

    public void Dispose()
    {
        foreach (var client in _clients.Values.Where(static client => client.IsValueCreated))
        {
            client.Value.Dispose();
        }
    }
}
