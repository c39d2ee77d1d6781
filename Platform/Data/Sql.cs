using Npgsql;
using NpgsqlTypes;

namespace Nanobot.Platform.Data;

/// <summary>
/// One statement with its positional arguments (<c>$1</c>, <c>$2</c>, …). An argument that is null is sent as an SQL
/// null of unknown type: cast it in the statement (<c>$1::text</c>) where PostgreSQL cannot infer the type.
/// </summary>
/// <param name="Text">A constant; never built from input.</param>
/// <param name="Arguments">The arguments, in order.</param>
public readonly record struct Sql(string Text, params object?[] Arguments)
{
    /// <summary>Whether it writes only what the platform notes for itself, such as leases: nothing that anybody changed.</summary>
    public bool IsBookkeeping { get; init; }

    internal NpgsqlBatchCommand ToCommand()
    {
        var command = new NpgsqlBatchCommand(Text);
        foreach (var argument in Arguments)
        {
            command.Parameters.Add(argument is StoredInstant instant
                ? new NpgsqlParameter<long> { TypedValue = instant.Microseconds, NpgsqlDbType = NpgsqlDbType.TimestampTz }
                : new NpgsqlParameter { Value = argument ?? DBNull.Value });
        }

        return command;
    }
}
