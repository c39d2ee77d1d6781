using System.Net;
using Amazon.Runtime;
using Nanobot.Platform.Objects.Calls;

namespace Nanobot.Platform.Objects.S3;

/// <summary>What the SDK says, without what the server and its own words may name.</summary>
internal static class S3Faults
{
    public const string NoBucket = "NoSuchBucket";
    public const string NoKey = "NoSuchKey";
    public const string InArchive = "InvalidObjectState";
    public const string RestoredAlready = "RestoreAlreadyInProgress";

    private static readonly string[] Full = ["QuotaExceeded", "XMinioStorageFull", "InsufficientStorage", "StorageFull", "EntityTooLargeForQuota"];

    private static readonly string[] Refused = ["InvalidAccessKeyId", "SignatureDoesNotMatch", "AccessDenied", "ExpiredToken", "InvalidToken", "AuthorizationHeaderMalformed"];

    /// <summary>Whether an exception is of the SDK or of the connection.</summary>
    public static bool IsOne(Exception exception) => exception is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or InvalidDataException or TimeoutException;

    /// <summary>As the store says it.</summary>
    public static ObjectStoreUnavailableException Of(Exception exception, string bucket) => exception switch
    {
        AmazonServiceException { ErrorCode: NoBucket } => new($"there is no bucket {bucket}", inner: exception),
        AmazonServiceException { ErrorCode: { } code } when Full.Contains(code) => new($"it has no room ({code})", isFull: true, exception),
        AmazonServiceException { StatusCode: HttpStatusCode.InsufficientStorage } => new("it has no room (HTTP 507)", isFull: true, exception),
        AmazonServiceException { ErrorCode: var code, StatusCode: var status } when Refused.Contains(code) || status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
            new($"it refuses the credentials ({StoreCodes.Shown(code)})", inner: exception),
        AmazonServiceException { StatusCode: > 0 and var status, ErrorCode: var code } => new($"it answered with HTTP {(int)status} ({StoreCodes.Shown(code)})", inner: exception),
        AmazonClientException { InnerException: null } => new("its client has no credentials, or an answer was damaged", inner: exception),
        _ => new($"no connection that held ({exception.GetBaseException().GetType().Name})", inner: exception),
    };
}
