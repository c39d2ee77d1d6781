using Microsoft.Extensions.Logging;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Secrets;

namespace Nanobot.Platform.Data.Resealing;

/// <summary>
/// Seals what is sealed by an earlier key by the one that seals now, so that the earlier one can be taken out of the settings. What cannot be opened stays as it is: a key that was taken
/// out too soon may come back.
/// </summary>
public sealed partial class SecretResealing(PlatformDb db, TenantSecrets secrets, IEnumerable<SealedTable> tables, ILogger<SecretResealing> logger)
{
    /// <summary>The most at once.</summary>
    public const int Batch = 100;

    private static readonly PlatformScope Scope = new("secrets are sealed anew");

    /// <summary>Does all of it; how many were sealed anew.</summary>
    public async Task<int> ApplyAsync(CancellationToken cancellationToken)
    {
        if (secrets.Current is not { } current)
        {
            return 0;
        }

        var all = 0;
        foreach (var table in tables)
        {
            all += await ApplyAsync(table, current, cancellationToken);
        }

        return all;
    }

    private async Task<int> ApplyAsync(SealedTable table, string current, CancellationToken cancellationToken)
    {
        var (resealed, lost) = (0, 0);
        for (var after = table.First; ;)
        {
            var rows = await db.QueryAsync(Scope, new Sql(table.Select, [current, Batch, .. after]), table.Read, cancellationToken);
            foreach (var row in rows)
            {
                if (secrets.Open(row.Secret, row.Place) is not { } text)
                {
                    lost++;
                    continue;
                }

                // Unless somebody has put another one meanwhile.
                var update = new Sql(table.Update, [secrets.Seal(text, row.Place), current, row.Secret, .. row.Key]) { IsBookkeeping = true };
                resealed += await db.ExecuteAsync(Scope, update, cancellationToken);
            }

            if (rows.Count < Batch)
            {
                break;
            }

            after = rows[^1].Key;
        }

        if (resealed + lost > 0)
        {
            Log.Resealed(logger, resealed, table.What, current, lost);
        }

        return resealed;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Count} secrets of {What} are sealed anew by {Key}; {Lost} cannot be opened by any key of Secrets:Keys")]
        public static partial void Resealed(ILogger logger, int count, string what, string key, int lost);
    }
}
