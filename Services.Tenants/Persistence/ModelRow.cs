using Nanobot.Contracts.Models;
using Npgsql;

namespace Nanobot.Services.Tenants.Persistence;

/// <summary>A row of <c>models</c>.</summary>
internal sealed record ModelRow(string Name, string? UserId, string Address, string Model, string Secret, string? KeyHint, IReadOnlyList<string> HeaderNames)
{
    /// <summary>The columns that <see cref="Read"/> expects, in its order.</summary>
    public const string Columns = $"""
        name, user_id, address, model, secret, key_hint, header_names, in_chain, place, takes_images, takes_tools, context_tokens, input_price, cached_input_price, output_price,
        created_at, updated_at, {TagColumn}
        """;

    /// <summary>A digest of what was put, and when; what is sealed is in it by its digest alone. Of one that cannot be read as well.</summary>
    public const string TagColumn = "encode(sha256(convert_to(models::text, 'UTF8')), 'hex')";

    public bool InChain { get; init; }

    public int Place { get; init; }

    public bool TakesImages { get; init; }

    public bool TakesTools { get; init; }

    public int? ContextTokens { get; init; }

    public long? InputPrice { get; init; }

    public long? CachedInputPrice { get; init; }

    public long? OutputPrice { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public string Tag { get; init; } = "";

    public static ModelRow Read(NpgsqlDataReader row) =>
        new(row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.IsDBNull(5) ? null : row.GetString(5), row.GetFieldValue<string[]>(6))
        {
            InChain = row.GetBoolean(7), Place = row.GetInt32(8), TakesImages = row.GetBoolean(9), TakesTools = row.GetBoolean(10),
            ContextTokens = row.IsDBNull(11) ? null : row.GetInt32(11), InputPrice = Price(row, 12), CachedInputPrice = Price(row, 13), OutputPrice = Price(row, 14),
            CreatedAt = row.GetFieldValue<DateTimeOffset>(15), UpdatedAt = row.GetFieldValue<DateTimeOffset>(16), Tag = row.GetString(17),
        };

    /// <summary>As modules learn of it.</summary>
    public OwnModel ToOwn() => new(Name, UserId is not null, Address, Model, Secret)
    {
        InChain = InChain, TakesImages = TakesImages, TakesTools = TakesTools, ContextTokens = ContextTokens,
        InputPrice = InputPrice, CachedInputPrice = CachedInputPrice, OutputPrice = OutputPrice,
    };

    private static long? Price(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}
