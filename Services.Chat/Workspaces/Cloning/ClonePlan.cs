namespace Nanobot.Services.Chat.Workspaces.Cloning;

/// <summary>What becomes of each file of a workspace that is copied into another one.</summary>
/// <param name="Created">Those that are written: they are not there.</param>
/// <param name="Waiting">Those that the user is to approve. Nothing is overwritten by that, so one may be there.</param>
/// <param name="InTheWay">Those that are there with other content, and stay.</param>
/// <param name="Unchanged">How many are there with the same content.</param>
internal sealed record ClonePlan(IReadOnlyList<SourceFile> Created, IReadOnlyList<SourceFile> Waiting, IReadOnlyList<SourceFile> InTheWay, int Unchanged)
{
    /// <summary>Octets that it writes.</summary>
    public long Bytes => Created.Sum(static file => (long)file.Bytes);

    /// <param name="files">The files.</param>
    /// <param name="there">What is there of them.</param>
    /// <param name="keeps">Whether what is there stays as it is, and nobody is asked.</param>
    public static ClonePlan Of(IReadOnlyList<SourceFile> files, IReadOnlyDictionary<string, PresentFile> there, bool keeps)
    {
        var (created, waiting, inTheWay, unchanged) = (new List<SourceFile>(), new List<SourceFile>(), new List<SourceFile>(), 0);
        foreach (var file in files)
        {
            var old = there.GetValueOrDefault(file.Path.Value);
            if (old?.Says(file.Hash) is true)
            {
                unchanged++;
                continue;
            }

            var fate = file.Waits && (old is null || !keeps) ? waiting : old is null ? created : inTheWay;
            fate.Add(file);
        }

        return new ClonePlan(created, waiting, inTheWay, unchanged);
    }
}
