using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace Nanobot.Platform.Objects.S3;

/// <summary>Storage classes: an object gets another one by being copied onto itself, and leaves an archive by being asked back and then copied.</summary>
internal sealed class S3Tiers(IAmazonS3 client, S3Options options)
{
    private const int MostTries = 3;

    /// <summary>Brings it into the tier.</summary>
    public async Task<ObjectState> MoveAsync(ObjectKey key, ObjectTier tier, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await HeadAsync(key, cancellationToken) is not { } head)
            {
                return ObjectState.Missing;
            }

            // Amazon says no class for the standard one. What the bucket's own rules have made colder is cold.
            var isHot = head.StorageClass is null || head.StorageClass == S3StorageClass.Standard;
            if (isHot == (tier == ObjectTier.Hot))
            {
                return ObjectState.Found;
            }

            if (IsAway(head))
            {
                await AskBackAsync(key, head, cancellationToken);
                return ObjectState.Archived;
            }

            if (await TryCopyAsync(key, head, tier == ObjectTier.Hot ? S3StorageClass.Standard : S3StorageClass.FindValue(options.ColdStorageClass), isLast: attempt == MostTries, cancellationToken))
            {
                return ObjectState.Found;
            }
        }
    }

    /// <summary>Asks it back from its archive, unless that has been done.</summary>
    public async Task AskBackAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (await HeadAsync(key, cancellationToken) is { } head)
        {
            await AskBackAsync(key, head, cancellationToken);
        }
    }

    private async Task AskBackAsync(ObjectKey key, GetObjectMetadataResponse head, CancellationToken cancellationToken)
    {
        if (head.RestoreInProgress is true)
        {
            return;
        }

        try
        {
            await client.RestoreObjectAsync(new RestoreObjectRequest { BucketName = options.Bucket, Key = key.Text, Days = options.RestoreDays, RetrievalTier = GlacierJobTier.Standard }, cancellationToken);
        }
        catch (AmazonS3Exception exception) when (exception.ErrorCode == S3Faults.RestoredAlready)
        {
            // Somebody else has.
        }
    }

    private async Task<GetObjectMetadataResponse?> HeadAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = options.Bucket, Key = key.Text }, cancellationToken);
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>False where somebody has put something else there meanwhile: that would be replaced by what was there before.</summary>
    private async Task<bool> TryCopyAsync(ObjectKey key, GetObjectMetadataResponse head, S3StorageClass storageClass, bool isLast, CancellationToken cancellationToken)
    {
        try
        {
            await client.CopyObjectAsync(new CopyObjectRequest
            {
                SourceBucket = options.Bucket,
                SourceKey = key.Text,
                DestinationBucket = options.Bucket,
                DestinationKey = key.Text,
                StorageClass = storageClass,
                ETagToMatch = head.ETag,
                IfMatch = head.ETag,
                // Some servers take no copy onto itself that says nothing new but the class.
                MetadataDirective = S3MetadataDirective.REPLACE,
                ContentType = head.ContentType,
            }, cancellationToken);
            return true;
        }
        catch (AmazonS3Exception exception) when (!isLast && exception.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict)
        {
            return false;
        }
    }

    private static bool IsAway(GetObjectMetadataResponse head) =>
        (head.StorageClass == S3StorageClass.Glacier || head.StorageClass == S3StorageClass.DeepArchive) && (head.RestoreInProgress is true || head.RestoreExpiration is null);
}
