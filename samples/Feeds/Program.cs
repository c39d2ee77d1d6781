using Nanobot.Samples.Feeds;

var builder = WebApplication.CreateBuilder(args);
builder.AddFeeds();
var app = builder.Build();
if (!app.IsReady(out var why))
{
    await Console.Error.WriteLineAsync($"Feeds cannot start: {why}");
    return 1;
}

app.MapFeeds();
await app.RunAsync();
return 0;
