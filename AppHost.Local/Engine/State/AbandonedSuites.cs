using Aspire.Hosting.Engine.Stores;

namespace Aspire.Hosting.Engine.State;

/// <summary>Removes what ephemeral suites left that were killed: their locks are free and nobody comes back to them.</summary>
internal static class AbandonedSuites
{
    private static readonly PostgresAccount Account = new();

    /// <param name="keep">The suites that this process holds.</param>
    public static void Remove(string suites, string lockFile, IReadOnlyCollection<string> keep)
    {
        foreach (var suite in Directory.EnumerateDirectories(suites).Where(d => IsEphemeral(Path.GetFileName(d)) && !keep.Contains(d)))
        {
            try
            {
                using var held = new FileStream(Path.Combine(suite, lockFile), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                var data = Account.DataRoot(Path.GetFileName(suite), suite);
                if (data != suite && Directory.Exists(data))
                    Directory.Delete(data, recursive: true);
                Directory.Delete(suite, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It runs, or another start removes it at this moment.
            }
        }
    }

    private static bool IsEphemeral(string key) => key.EndsWith("-ephemeral", StringComparison.Ordinal) || key.Contains("-test-", StringComparison.Ordinal);
}
