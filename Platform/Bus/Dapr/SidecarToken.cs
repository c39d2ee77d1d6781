using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Nanobot.Platform.Core.Configuration;

namespace Nanobot.Platform.Bus.Dapr;

/// <summary>The secret by which the sidecar proves itself to its application. Only its digest is kept.</summary>
internal sealed class SidecarToken
{
    private const string Setting = "APP_API_TOKEN";
    private const int ShortestLength = 16;

    private readonly byte[] _digest;

    private SidecarToken(string token) => _digest = Digest(token);

    /// <summary>Without a token anyone could call the routes of the sidecar, so a service with a sidecar does not start without one.</summary>
    public static SidecarToken Read(IConfiguration configuration) => configuration[Setting] switch
    {
        null or "" => throw new StartupException($"Events go through Dapr, but {Setting} is not set: give the service and its sidecar the same token."),
        { Length: < ShortestLength } => throw new StartupException($"{Setting} is too short: it needs at least {ShortestLength} characters."),
        var token => new SidecarToken(token),
    };

    /// <summary>Compares in a time that tells nothing of either.</summary>
    public bool Is(string presented) => CryptographicOperations.FixedTimeEquals(_digest, Digest(presented));

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
