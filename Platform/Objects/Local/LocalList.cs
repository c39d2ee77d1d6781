namespace Nanobot.Platform.Objects.Local;

/// <summary>
/// Walks both tiers at once, in the order of keys, from where a page ended. What a process that died has left unfinished is removed on the way once it is old: whoever keeps objects lists them for those
/// that no row knows.
/// </summary>
internal sealed class LocalList(LocalPlace place, TimeProvider time)
{
    // Beyond the deadline of any call.
    private static readonly TimeSpan OldUnfinished = TimeSpan.FromHours(1);

    public ObjectPage Page(ObjectPrefix prefix, string? after, int count, CancellationToken cancellationToken)
    {
        var entries = new List<ObjectEntry>(Math.Min(count, ObjectLimits.MostListed));
        foreach (var key in Below(prefix.Text, after ?? "", cancellationToken))
        {
            if (entries.Count == count)
            {
                return new ObjectPage(entries, entries[^1].Key.Text);
            }

            if (Look(key) is { } entry)
            {
                entries.Add(entry);
            }
        }

        return new ObjectPage(entries, null);
    }

    private IEnumerable<ObjectKey> Below(string prefix, string after, CancellationToken cancellationToken)
    {
        foreach (var name in Names(prefix, cancellationToken))
        {
            if (name[^1] == ObjectKey.Separator)
            {
                // All below it comes before what comes before it, unless that is below it, too.
                if (string.CompareOrdinal(name, after) > 0 || after.StartsWith(name, StringComparison.Ordinal))
                {
                    foreach (var key in Below(name, after, cancellationToken))
                    {
                        yield return key;
                    }
                }
            }
            else if (string.CompareOrdinal(name, after) > 0 && ObjectKey.TryRead(name, out var key))
            {
                yield return key;
            }
        }
    }

    /// <summary>What is directly below a prefix, in order; what has others below it with a slash at the end.</summary>
    private List<string> Names(string prefix, CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var root in new[] { place.Hot, place.Cold })
        {
            var directory = new DirectoryInfo(Path.Combine(root, prefix.Replace(ObjectKey.Separator, Path.DirectorySeparatorChar)));
            if (!directory.Exists)
            {
                continue;
            }

            foreach (var found in directory.EnumerateFileSystemInfos())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (found is DirectoryInfo)
                {
                    names.Add($"{prefix}{found.Name}{ObjectKey.Separator}");
                }
                else if (LocalPlace.IsUnfinished(found.Name))
                {
                    RemoveOld(found);
                }
                else if (found.Name[^1] == LocalPlace.EndOfName)
                {
                    names.Add($"{prefix}{found.Name[..^1]}");
                }
            }
        }

        return [.. names.Order(StringComparer.Ordinal)];
    }

    private void RemoveOld(FileSystemInfo unfinished)
    {
        if (unfinished.Exists && time.GetUtcNow() - unfinished.LastWriteTimeUtc > OldUnfinished)
        {
            unfinished.Delete();
        }
    }

    private ObjectEntry? Look(ObjectKey key)
    {
        foreach (var root in new[] { place.Hot, place.Cold, place.Hot })
        {
            var file = new FileInfo(LocalPlace.FileOf(root, key));
            if (file.Exists)
            {
                return new ObjectEntry(key, file.Length, file.LastWriteTimeUtc);
            }
        }

        return null;
    }
}
