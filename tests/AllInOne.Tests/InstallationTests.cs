using Nanobot.AllInOne.Install;
using Nanobot.Platform.Core.Configuration;
using Npgsql;

namespace Nanobot.AllInOne.Tests;

public sealed class InstallationTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("nanobot-install-").FullName;

    [Fact]
    public void One_connection_string_becomes_three_of_each_database()
    {
        var settings = Read("--ConnectionStrings:postgres", "Host=db;Port=5433;Username=owner;Password=one");

        var app = new NpgsqlConnectionStringBuilder(settings["ConnectionStrings:chatdb"]);
        Assert.Equal(("db", 5433, "chatdb", "chatdb_app"), (app.Host, app.Port, app.Database, app.Username));
        Assert.NotEqual("one", app.Password);
        Assert.Equal("chatdb_platform", new NpgsqlConnectionStringBuilder(settings["ConnectionStrings:chatdb-platform"]).Username);
        Assert.Equal(("owner", "one"), (new NpgsqlConnectionStringBuilder(settings["ConnectionStrings:tenantsdb-owner"]).Username, new NpgsqlConnectionStringBuilder(settings["ConnectionStrings:tenantsdb-owner"]).Password));
    }

    [Fact]
    public void What_is_set_goes_before_what_is_made()
    {
        var settings = Read("--ConnectionStrings:postgres", "Host=db;Username=owner", "--Bootstrap:OperatorKey", "mine", "--ConnectionStrings:chatdb", "Host=elsewhere", "--Modules:chat:Binding", "http");

        Assert.Equal(("mine", "Host=elsewhere", "http"), (settings["Bootstrap:OperatorKey"], settings["ConnectionStrings:chatdb"], settings["Modules:chat:Binding"]));
        Assert.Equal("in-process", settings["Modules:reports:Binding"]);
    }

    [Fact]
    public void A_connection_string_that_is_none_stops_the_start_without_being_shown() =>
        Assert.Equal("ConnectionStrings:postgres is not a PostgreSQL connection string.",
            Assert.Throws<StartupException>(() => Read("--ConnectionStrings:postgres", "Password of db=secret")).Message);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private Dictionary<string, string?> Read(params string[] args) => Installation.Read([.. args, "--AllInOne:Directory", _directory]).Settings;
}
