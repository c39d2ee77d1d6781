namespace Nanobot.Platform.Objects.Local;

/// <summary>The kind <c>local</c>: a file for each object, in a directory for each tier.</summary>
internal sealed class LocalStore(LocalPlace place, TimeProvider time) : IObjectStore, IDisposable
{
    // A disk that hangs holds a thread for each call that it was given, whether or not somebody still waits for it.
    private const int MostAtOnce = 32;

    private readonly SemaphoreSlim _places = new(MostAtOnce);
    private readonly LocalList _list = new(place, time);

    public Task PutAsync(ObjectKey key, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken = default) => RunAsync(() =>
    {
        WholeFile.Write(LocalPlace.FileOf(place.Hot, key), content.Span);
        return ObjectState.Found;
    }, cancellationToken);

    public Task<ObjectReading> GetAsync(ObjectKey key, CancellationToken cancellationToken = default) => RunAsync(() =>
    {
        // Hot once more: it may have been brought back between the two looks.
        var content = WholeFile.Read(LocalPlace.FileOf(place.Hot, key)) ?? WholeFile.Read(LocalPlace.FileOf(place.Cold, key)) ?? WholeFile.Read(LocalPlace.FileOf(place.Hot, key));
        return content is null ? ObjectReading.Missing : ObjectReading.Found(content);
    }, cancellationToken);

    public Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken = default) => RunAsync(() =>
    {
        // The cold one first: it may be an older one, which would come to light.
        WholeFile.Remove(LocalPlace.FileOf(place.Cold, key), place.Cold);
        WholeFile.Remove(LocalPlace.FileOf(place.Hot, key), place.Hot);
        return ObjectState.Found;
    }, cancellationToken);

    public Task<ObjectPage> ListAsync(ObjectPrefix prefix, string? after, int count, CancellationToken cancellationToken = default) =>
        RunAsync(() => _list.Page(prefix, after, count, cancellationToken), cancellationToken);

    public Task<ObjectState> MoveAsync(ObjectKey key, ObjectTier tier, CancellationToken cancellationToken = default) =>
        RunAsync(() => tier == ObjectTier.Cold ? Cool(key) : Warm(key), cancellationToken);

    public Task PingAsync(CancellationToken cancellationToken = default) => RunAsync(() =>
    {
        foreach (var root in new[] { place.Hot, place.Cold })
        {
            var probe = LocalPlace.UnfinishedFor(Path.Combine(root, "ping"));
            try
            {
                File.WriteAllBytes(probe, [0]);
            }
            finally
            {
                File.Delete(probe);
            }
        }

        return ObjectState.Found;
    }, cancellationToken);

    public void Dispose() => _places.Dispose();

    // Whole in the other tier before it goes from this one: by a copy, since they may be on two disks.
    private ObjectState Cool(ObjectKey key)
    {
        var (hot, cold) = (LocalPlace.FileOf(place.Hot, key), LocalPlace.FileOf(place.Cold, key));
        if (WholeFile.Read(hot) is not { } content)
        {
            return File.Exists(cold) ? ObjectState.Found : ObjectState.Missing;
        }

        WholeFile.Write(cold, content);
        WholeFile.Remove(hot, place.Hot);
        return ObjectState.Found;
    }

    private ObjectState Warm(ObjectKey key)
    {
        var (hot, cold) = (LocalPlace.FileOf(place.Hot, key), LocalPlace.FileOf(place.Cold, key));
        // What was put behind the move to the cold tier is newer than what is there.
        if (!File.Exists(hot))
        {
            if (WholeFile.Read(cold) is not { } content)
            {
                return ObjectState.Missing;
            }

            WholeFile.Write(hot, content);
        }

        WholeFile.Remove(cold, place.Cold);
        return ObjectState.Found;
    }

    private async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        // The place is given back by the work, not by who waits for it.
        return await Task.Run(() =>
        {
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                place.Demand();
                return work();
            }
            catch (Exception exception) when (LocalFaults.IsOne(exception))
            {
                throw LocalFaults.Of(exception);
            }
            finally
            {
                _places.Release();
            }
        }, CancellationToken.None).WaitAsync(cancellationToken);
    }
}
