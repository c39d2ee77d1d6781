using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Secrets;
using Npgsql;

namespace Nanobot.Services.Tenants.Models;

/// <summary>
/// Seals what is sealed by an earlier key by the one that seals now, so that the earlier one can be taken out of the settings. What cannot be opened stays as it is: a key that was taken
/// out too soon may come back.
/// </summary>
internal sealed partial class ModelResealing(PlatformDb db, TenantSecrets secrets, ILogger<ModelResealing> logger)
{
    /// <summary>The most at once.</summary>
    public const int Batch = 100;

    private const string Select = """
        select tenant_id, user_id, name, address, secret from models
        where secret_key <> $1 and (tenant_id, owner, name) > ($2, $3, $4)
        order by tenant_id, owner, name
        limit $5
        """;

    // Unless somebody has put another one meanwhile.
    private const string Update = "update models set secret = $4, secret_key = $5 where tenant_id = $1 and owner = $2 and name = $3 and secret = $6";

    private static readonly PlatformScope Scope = new("models' secrets are sealed anew");

    /// <summary>Does all of it; how many were sealed anew.</summary>
    public async Task<int> ApplyAsync(CancellationToken cancellationToken)
    {
        if (secrets.Current is not { } current)
        {
            return 0;
        }

        var (resealed, lost) = (0, 0);
        for (var after = ("", "", ""); ;)
        {
            var rows = await db.QueryAsync(Scope, new Sql(Select, current, after.Item1, after.Item2, after.Item3, Batch), Read, cancellationToken);
            foreach (var row in rows)
            {
                var place = ModelSeal.PlaceOf(row.TenantId, row.UserId, row.Name, row.Address);
                if (secrets.Open(row.Secret, place) is not { } text)
                {
                    lost++;
                    continue;
                }

                var update = new Sql(Update, row.TenantId, row.UserId ?? "", row.Name, secrets.Seal(text, place), current, row.Secret) { IsBookkeeping = true };
                resealed += await db.ExecuteAsync(Scope, update, cancellationToken);
            }

            if (rows.Count < Batch)
            {
                break;
            }

            after = (rows[^1].TenantId, rows[^1].UserId ?? "", rows[^1].Name);
        }

        if (resealed + lost > 0)
        {
            Log.Resealed(logger, resealed, current, lost);
        }

        return resealed;
    }

    private static (string TenantId, string? UserId, string Name, string Address, string Secret) Read(NpgsqlDataReader row) =>
        (row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Count} secrets of models are sealed anew by {Key}; {Lost} cannot be opened by any key of Secrets:Keys")]
        public static partial void Resealed(ILogger logger, int count, string key, int lost);
    }
}
