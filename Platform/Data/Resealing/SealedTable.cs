using Npgsql;

namespace Nanobot.Platform.Data.Resealing;

/// <summary>A table whose secrets are sealed anew when the key changes.</summary>
/// <param name="What">What the secrets are of, as the log says it: "models".</param>
/// <param name="Select">
/// Reads, in the order of its key, at most <c>$2</c> rows that are sealed by another key than <c>$1</c>, those behind the key that begins with <c>$3</c>.
/// </param>
/// <param name="First">A key that stands before all others.</param>
/// <param name="Update">Puts <c>$1</c>, sealed by <c>$2</c>, in the place of <c>$3</c>, and of nothing else, in the row whose key begins with <c>$4</c>.</param>
/// <param name="Read">Reads a row of <paramref name="Select"/>.</param>
public sealed record SealedTable(string What, string Select, IReadOnlyList<object> First, string Update, Func<NpgsqlDataReader, SealedRow> Read);
