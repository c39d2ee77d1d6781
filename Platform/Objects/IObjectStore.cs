namespace Nanobot.Platform.Objects;

/// <summary>
/// Keeps what is too large or too many for rows: whole objects, each under a key of its tenant, written once and read many times. Whoever keeps objects knows them by rows of its own, gives their
/// hash with the row and checks it when it reads; what no row knows it finds by <see cref="ListAsync"/>.
/// </summary>
/// <remarks>Every call has a deadline and ends with <see cref="ObjectStoreUnavailableException"/> where the store gives no usable answer in it.</remarks>
public interface IObjectStore
{
    /// <summary>
    /// Keeps <paramref name="content"/> in the hot tier: readers see all of it or none, and when this returns it outlives the store's process. The same again is no error; other content under the
    /// same key replaces it, and who reads or moves it meanwhile may meet either.
    /// </summary>
    /// <param name="key">Under which it is kept.</param>
    /// <param name="content">0 to <see cref="ObjectLimits.LargestObject"/> bytes.</param>
    /// <param name="contentType">Its media type, for people who look into the store; readers are not told it.</param>
    /// <param name="cancellationToken">Ends the wait; whether it is kept is not known then.</param>
    /// <exception cref="ObjectStoreUnavailableException">The store gives no usable answer, or is full.</exception>
    Task PutAsync(ObjectKey key, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken = default);

    /// <summary>Reads it whole. What is in an archive is asked back by this, once, and answered as <see cref="ObjectState.Archived"/> until it is there.</summary>
    /// <exception cref="ObjectStoreUnavailableException">The store gives no usable answer.</exception>
    /// <exception cref="Core.Stored.StoredDataException">It is larger than <see cref="ObjectLimits.LargestObject"/>: somebody else has put it there.</exception>
    Task<ObjectReading> GetAsync(ObjectKey key, CancellationToken cancellationToken = default);

    /// <summary>Removes it, from whichever tier. That there is none is no error.</summary>
    /// <exception cref="ObjectStoreUnavailableException">The store gives no usable answer.</exception>
    Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken = default);

    /// <summary>
    /// A page of what is there, of all tiers, in the order of keys by their bytes. A page may have fewer than <paramref name="count"/> entries, and none, and another one behind it. What comes and
    /// goes meanwhile may be in it or not; what stays is.
    /// </summary>
    /// <param name="prefix">Of which objects.</param>
    /// <param name="after"><see cref="ObjectPage.Next"/> of the page before; null for the first.</param>
    /// <param name="count">Most entries; 1 to <see cref="ObjectLimits.MostListed"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ObjectStoreUnavailableException">The store gives no usable answer.</exception>
    Task<ObjectPage> ListAsync(ObjectPrefix prefix, string? after, int count, CancellationToken cancellationToken = default);

    /// <summary>Brings it into a tier, where it is not in it already; its bytes stay the same, and it is readable meanwhile unless it is in an archive.</summary>
    /// <returns>
    /// <see cref="ObjectState.Found"/>: it is in the tier; <see cref="ObjectState.Missing"/>: there is none; <see cref="ObjectState.Archived"/>: it was asked back from the archive, which takes hours: move it again then.
    /// </returns>
    /// <exception cref="ObjectStoreUnavailableException">The store gives no usable answer, or is full.</exception>
    Task<ObjectState> MoveAsync(ObjectKey key, ObjectTier tier, CancellationToken cancellationToken = default);

    /// <summary>Returns where the store answers and takes the credentials.</summary>
    /// <exception cref="ObjectStoreUnavailableException">It does not.</exception>
    Task PingAsync(CancellationToken cancellationToken = default);
}
