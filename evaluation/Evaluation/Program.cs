using System.Security.Cryptography;
using Nanobot.Evaluation;

if (EvaluationOptions.Parse(args, Console.Error) is not { } options)
{
    return 2;
}

using var stopping = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stopping.Cancel();
};
using var http = new HttpClient { BaseAddress = options.Gateway, Timeout = TimeSpan.FromMinutes(5) };
var run = new EvaluationRun(http, options, Console.Out, RandomNumberGenerator.GetHexString(6, lowercase: true));
return await run.RunAsync(stopping.Token);
