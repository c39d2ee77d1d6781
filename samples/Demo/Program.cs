using System.Security.Cryptography;
using Nanobot.Samples.Demo;

if (DemoOptions.Parse(args, Console.Error) is not { } options)
{
    return 2;
}

using var stopping = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stopping.Cancel();
};
using var http = new HttpClient { BaseAddress = options.Gateway, Timeout = TimeSpan.FromSeconds(60) };
var story = new Story(Console.Out, TimeProvider.System);
var scenario = new DemoScenario(http, options, story, TimeProvider.System, RandomNumberGenerator.GetHexString(6, lowercase: true));
return await story.TellAsync(() => scenario.RunAsync(stopping.Token)) ? 0 : 1;
