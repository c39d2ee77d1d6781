using Azure;
using Azure.Identity;
using Azure.Storage.Blobs.Models;
using Nanobot.Platform.Objects.Calls;

namespace Nanobot.Platform.Objects.Blobs;

/// <summary>What the SDK says, without what the server and its own words may name.</summary>
internal static class BlobFaults
{
    /// <summary>Whether an exception is of the SDK or of the connection; the SDK gathers those of all tries.</summary>
    public static bool IsOne(Exception exception) => exception switch
    {
        AggregateException several => several.InnerExceptions.All(IsOne),
        _ => exception is RequestFailedException or AuthenticationFailedException or HttpRequestException or IOException or InvalidDataException or TimeoutException,
    };

    /// <summary>As the store says it.</summary>
    public static ObjectStoreUnavailableException Of(Exception exception, string container) => (exception as AggregateException)?.InnerExceptions[^1] is { } last ? Of(last, container) : exception switch
    {
        RequestFailedException { ErrorCode: var code } when code == BlobErrorCode.ContainerNotFound => new($"there is no container {container}", inner: exception),
        RequestFailedException { Status: 401 or 403, ErrorCode: var code } => new($"it refuses the credentials ({StoreCodes.Shown(code)})", inner: exception),
        RequestFailedException { Status: 507 } => new("it has no room (HTTP 507)", isFull: true, exception),
        RequestFailedException { Status: > 0 and var status, ErrorCode: var code } => new($"it answered with HTTP {status} ({StoreCodes.Shown(code)})", inner: exception),
        AuthenticationFailedException => new("no credential for it was found, or none that is taken", inner: exception),
        _ => new($"no connection that held ({exception.GetBaseException().GetType().Name})", inner: exception),
    };
}
