using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Nanobot.Platform.Objects.Calls;

namespace Nanobot.Platform.Objects.Blobs;

/// <summary>The kind <c>azure</c>: a block blob for each object.</summary>
internal sealed class BlobStore : IObjectStore, IDisposable
{
    private const int Accepted = 202;

    private readonly HttpClient _http = StoreHttp.Create();
    private readonly AzureOptions _options;
    private readonly BlobContainerClient _container;

    public BlobStore(AzureOptions options, TimeSpan deadline)
    {
        _options = options;
        _container = BlobContainers.Create(options, _http, deadline);
    }

    public Task PutAsync(ObjectKey key, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken = default) => RunAsync(async () =>
        await _container.GetBlobClient(key.Text).UploadAsync(BinaryData.FromBytes(content), new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = contentType },
            TransferValidation = new UploadTransferValidationOptions { ChecksumAlgorithm = StorageChecksumAlgorithm.MD5 },
            // In one request, so that it is there whole or not at all.
            TransferOptions = new StorageTransferOptions { InitialTransferSize = ObjectLimits.LargestObject, MaximumTransferSize = ObjectLimits.LargestObject },
        }, cancellationToken), cancellationToken);

    public Task<ObjectReading> GetAsync(ObjectKey key, CancellationToken cancellationToken = default) => RunAsync(async () =>
    {
        var blob = _container.GetBlobClient(key.Text);
        try
        {
            using var answer = (await blob.DownloadStreamingAsync(new BlobDownloadOptions(), cancellationToken)).Value;
            return ObjectReading.Found(await BodyReading.ReadAsync(answer.Content, answer.Details.ContentLength, cancellationToken));
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return ObjectReading.Missing;
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.BlobArchived)
        {
            await SetTierAsync(blob, AccessTier.Hot, cancellationToken);
            return ObjectReading.Archived;
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.BlobBeingRehydrated)
        {
            return ObjectReading.Archived;
        }
    }, cancellationToken);

    public Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken = default) => RunAsync(async () =>
    {
        try
        {
            await _container.GetBlobClient(key.Text).DeleteAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            // As it should be.
        }

        return ObjectState.Found;
    }, cancellationToken);

    public Task<ObjectPage> ListAsync(ObjectPrefix prefix, string? after, int count, CancellationToken cancellationToken = default) => RunAsync(async () =>
    {
        var entries = new List<ObjectEntry>(count);
        await foreach (var page in _container.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix.Text }, cancellationToken).AsPages(after, count))
        {
            foreach (var one in page.Values)
            {
                if (ObjectKey.TryRead(one.Name, out var key))
                {
                    entries.Add(new ObjectEntry(key, one.Properties.ContentLength ?? 0, one.Properties.LastModified ?? default));
                }
            }

            return new ObjectPage(entries, page.ContinuationToken is { Length: > 0 } next ? next : null);
        }

        return new ObjectPage(entries, null);
    }, cancellationToken);

    public Task<ObjectState> MoveAsync(ObjectKey key, ObjectTier tier, CancellationToken cancellationToken = default) => RunAsync(async () =>
    {
        try
        {
            return await SetTierAsync(_container.GetBlobClient(key.Text), tier == ObjectTier.Hot ? AccessTier.Hot : new AccessTier(_options.ColdTier), cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return ObjectState.Missing;
        }
    }, cancellationToken);

    public Task PingAsync(CancellationToken cancellationToken = default) =>
        RunAsync(async () => await _container.GetPropertiesAsync(cancellationToken: cancellationToken), cancellationToken);

    public void Dispose() => _http.Dispose();

    /// <summary>Archived: it is on its way out of the archive.</summary>
    private static async Task<ObjectState> SetTierAsync(BlobClient blob, AccessTier tier, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await blob.SetAccessTierAsync(tier, cancellationToken: cancellationToken);
            return answer.Status == Accepted ? ObjectState.Archived : ObjectState.Found;
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.BlobBeingRehydrated)
        {
            return ObjectState.Archived;
        }
    }

    private bool CreatesContainer => _options.CreateContainer ?? _container.Uri.IsLoopback;

    private async Task<T> RunAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            try
            {
                return await call();
            }
            catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.ContainerNotFound && CreatesContainer)
            {
                await _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
                return await call();
            }
        }
        // Cancelled by nobody: a time-out of the library's own.
        catch (Exception exception) when (BlobFaults.IsOne(exception) || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw BlobFaults.Of(exception, _options.Container);
        }
    }
}
