using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Objects.Calls;

namespace Nanobot.Platform.Objects.S3;

/// <summary>The kind <c>s3</c>.</summary>
internal sealed class S3Store : IObjectStore, IDisposable
{
    private const int MostReadings = 3;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly HttpClient _http = StoreHttp.Create();
    private readonly S3Options _options;
    private readonly AmazonS3Client _client;
    private readonly S3Tiers _tiers;
    private readonly Backoff _backoff;
    private readonly TimeProvider _time;

    public S3Store(S3Options options, Backoff backoff, TimeProvider time)
    {
        _options = options;
        _client = S3Clients.Create(options, _http);
        _tiers = new S3Tiers(_client, options);
        _backoff = backoff;
        _time = time;
    }

    public Task PutAsync(ObjectKey key, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken = default) => RunAsync(async () =>
    {
        using var body = new MemoryStream(content.ToArray(), writable: false);
        return await _client.PutObjectAsync(new PutObjectRequest
        {
            BucketName = _options.Bucket,
            Key = key.Text,
            InputStream = body,
            ContentType = contentType,
            ChecksumSHA256 = Convert.ToBase64String(SHA256.HashData(content.Span)),
            // Servers that are not Amazon's may keep the chunks' signatures as part of the object.
            UseChunkEncoding = false,
        }, cancellationToken);
    }, cancellationToken);

    public Task<ObjectReading> GetAsync(ObjectKey key, CancellationToken cancellationToken = default) => RunAsync(async () =>
    {
        for (var attempt = 1; ; attempt++)
        {
            var hasBegun = false;
            try
            {
                using var answer = await _client.GetObjectAsync(new GetObjectRequest { BucketName = _options.Bucket, Key = key.Text }, cancellationToken);
                hasBegun = true;
                return ObjectReading.Found(await BodyReading.ReadAsync(answer.ResponseStream, answer.ContentLength, cancellationToken));
            }
            catch (AmazonS3Exception exception) when (exception.ErrorCode == S3Faults.NoKey)
            {
                return ObjectReading.Missing;
            }
            catch (AmazonS3Exception exception) when (exception.ErrorCode == S3Faults.InArchive)
            {
                await _tiers.AskBackAsync(key, cancellationToken);
                return ObjectReading.Archived;
            }
            catch (Exception exception) when (hasBegun && attempt < MostReadings && IsBrokenOff(exception))
            {
                // The SDK tries again what failed up to the headers, not what breaks off behind them.
                await Task.Delay(_backoff.After(attempt, FirstWait, LongestWait), _time, cancellationToken);
            }
        }
    }, cancellationToken);

    public Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken = default) => RunAsync(async () =>
    {
        try
        {
            await _client.DeleteObjectAsync(new DeleteObjectRequest { BucketName = _options.Bucket, Key = key.Text }, cancellationToken);
        }
        catch (AmazonS3Exception exception) when (exception.ErrorCode == S3Faults.NoKey)
        {
            // Amazon says nothing of it; others do.
        }

        return ObjectState.Found;
    }, cancellationToken);

    public Task<ObjectPage> ListAsync(ObjectPrefix prefix, string? after, int count, CancellationToken cancellationToken = default) => RunAsync(async () =>
    {
        var answer = await _client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = _options.Bucket, Prefix = prefix.Text, StartAfter = after, MaxKeys = count }, cancellationToken);
        var found = answer.S3Objects ?? [];
        var entries = new List<ObjectEntry>(found.Count);
        foreach (var one in found)
        {
            if (ObjectKey.TryRead(one.Key, out var key))
            {
                entries.Add(new ObjectEntry(key, one.Size ?? 0, new DateTimeOffset((one.LastModified ?? default).ToUniversalTime())));
            }
        }

        return new ObjectPage(entries, answer.IsTruncated is true && found.Count > 0 ? found[^1].Key : null);
    }, cancellationToken);

    public Task<ObjectState> MoveAsync(ObjectKey key, ObjectTier tier, CancellationToken cancellationToken = default) => RunAsync(async () =>
    {
        var state = await _tiers.MoveAsync(key, tier, cancellationToken);
        if (state == ObjectState.Missing)
        {
            // HEAD has no body that could say what is missing: of a bucket that is gone nothing may be concluded.
            await FindBucketAsync(cancellationToken);
        }

        return state;
    }, cancellationToken);

    public Task PingAsync(CancellationToken cancellationToken = default) => RunAsync(() => FindBucketAsync(cancellationToken), cancellationToken);

    public void Dispose()
    {
        _client.Dispose();
        _http.Dispose();
    }

    private Task<ListObjectsV2Response> FindBucketAsync(CancellationToken cancellationToken) =>
        _client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = _options.Bucket, MaxKeys = 1 }, cancellationToken);

    private async Task<T> RunAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            try
            {
                return await call();
            }
            catch (AmazonS3Exception exception) when (exception.ErrorCode == S3Faults.NoBucket && _options.CreatesBucket)
            {
                await MakeBucketAsync(cancellationToken);
                return await call();
            }
        }
        // Cancelled by nobody: a time-out of the library's own.
        catch (Exception exception) when (S3Faults.IsOne(exception) || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw S3Faults.Of(exception, _options.Bucket);
        }
    }

    private async Task MakeBucketAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _client.PutBucketAsync(new PutBucketRequest { BucketName = _options.Bucket, UseClientRegion = _options.ServiceUrl is null }, cancellationToken);
        }
        catch (AmazonS3Exception exception) when (exception.ErrorCode is "BucketAlreadyOwnedByYou" or "BucketAlreadyExists")
        {
            // Another call was first.
        }
    }

    private static bool IsBrokenOff(Exception exception) => exception is IOException or HttpRequestException or InvalidDataException or Amazon.Runtime.AmazonClientException { InnerException: null };
}
