using System.Globalization;
using System.Security.Cryptography;
using Npgsql;
using StackExchange.Redis;

namespace Nanobot.Testing.Stores;

/// <summary>
/// One real PostgreSQL and one real Redis for each test process, on free ports, with nothing kept. Each service under
/// test gets a database and a Redis database of its own, so that tests run side by side.
/// </summary>
public sealed class SuiteStores : IDisposable
{
    private const int RedisDatabases = 1024;
    private const int Sessions = 8;

    private static readonly Lazy<SuiteStores> Instance = new(() => new SuiteStores(isDurable: false));
    private readonly string _directory;
    private readonly PostgresServer _postgres;
    private LocalProcess _redis;
    private readonly NpgsqlDataSource _hand;
    private int _nextRedisDatabase;

    private SuiteStores(bool isDurable)
    {
        _directory = Directory.CreateTempSubdirectory("nanobot-tests-").FullName;
        RedisPort = LocalProcess.FreePort();
        _postgres = new PostgresServer(_directory, isDurable);
        _redis = StartRedis();
        // One session for many statements: to begin one costs more than most of them. It reads no types, since it asks for none.
        var hand = new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder(Owner("postgres")) { Pooling = true, MaxPoolSize = Sessions }.ConnectionString);
        hand.ConfigureTypeLoading(static types => types.EnableTypeLoading(false));
        _hand = hand.Build();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
        WaitUntilReady();
    }

    /// <summary>The stores of this process, started at first use.</summary>
    public static SuiteStores Shared => Instance.Value;

    /// <summary>Stores of one test alone, which may be killed: what PostgreSQL says to be committed outlives that.</summary>
    public static SuiteStores StartOwn() => new(isDurable: true);

    /// <summary>PostgreSQL itself.</summary>
    public PostgresServer Postgres => _postgres;

    /// <summary>PostgreSQL's port on the loopback.</summary>
    public int PostgresPort => _postgres.Port;

    /// <summary>Redis's port on the loopback.</summary>
    public int RedisPort { get; }

    /// <summary>Makes an empty database and returns the owner's connection string.</summary>
    public string CreateDatabase(string prefix)
    {
        var owner = NameDatabase(prefix);
        ExecuteAsync($"create database {DatabaseOf(owner)}").GetAwaiter().GetResult();
        return owner;
    }

    /// <summary>A directory for what one service keeps in files, which is yet to be made and goes with the stores.</summary>
    public string NameDirectory(string prefix) => Path.Combine(_directory, $"{prefix}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");

    /// <summary>The owner's connection string of a database that is yet to be made.</summary>
    public string NameDatabase(string prefix) => Owner($"{prefix}_{RandomNumberGenerator.GetHexString(8, lowercase: true)}");

    /// <summary>Makes the database of an owner's connection string, with all that <paramref name="template"/> has, to which nobody may be connected.</summary>
    public Task CopyDatabaseAsync(string template, string owner) => ExecuteAsync($"create database {DatabaseOf(owner)} template {DatabaseOf(template)}");

    /// <summary>Runs a statement as the superuser.</summary>
    internal async Task ExecuteAsync(string statement)
    {
        await using var command = _hand.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A connection string of a Redis database that nobody else uses.</summary>
    public string CreateRedis()
    {
        var number = Interlocked.Increment(ref _nextRedisDatabase);
        return number < RedisDatabases
            ? $"127.0.0.1:{RedisPort},defaultDatabase={number},abortConnect=false"
            : throw new InvalidOperationException("More Redis databases asked for than the test server has.");
    }

    /// <summary>kill -9 of Redis, which comes back with nothing.</summary>
    public void RestartRedis()
    {
        _redis.Dispose();
        _redis = StartRedis();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _hand.Dispose();
        _redis.Dispose();
        _postgres.Dispose();
    }

    private string Owner(string database) => _postgres.Owner(database);

    private static string DatabaseOf(string owner) => new NpgsqlConnectionStringBuilder(owner).Database!;

    private LocalProcess StartRedis() => new("KILL", _directory, Path.Combine(_directory, "redis.log"),
        [Find("redis-server"), "--port", Text(RedisPort), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--databases", Text(RedisDatabases)]);

    private void WaitUntilReady()
    {
        var deadline = Environment.TickCount64 + 30_000;
        Exception? last = null;
        while (Environment.TickCount64 < deadline)
        {
            try
            {
                if (_postgres.Answers() is { } refusal)
                {
                    throw refusal;
                }

                using var redis = ConnectionMultiplexer.Connect($"127.0.0.1:{RedisPort},connectTimeout=500,allowAdmin=true");
                redis.GetDatabase().Ping();
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or RedisConnectionException or TimeoutException)
            {
                last = exception;
                Thread.Sleep(50);
            }
        }

        throw new InvalidOperationException($"The test stores did not start; see {_directory}.", last);
    }

    internal static string Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").Select(directory => Path.Combine(directory, program)).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"{program} is not installed: run ./test.sh, which installs it.");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
