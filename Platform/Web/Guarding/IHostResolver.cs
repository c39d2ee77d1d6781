using System.Net;

namespace Nanobot.Platform.Web.Guarding;

/// <summary>Says at which addresses a host is.</summary>
public interface IHostResolver
{
    /// <summary>All of them; none where there is no such host.</summary>
    Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken);
}
