using Nanobot.Bench.Firings;

return await Commands.RunAsync(args);
